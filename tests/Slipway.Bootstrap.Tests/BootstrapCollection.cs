namespace Slipway.Bootstrap.Tests;

/// <summary>The test classes that share one copy of the repository, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BootstrapCollection : ICollectionFixture<RepositoryCopy>
{
    public const string Name = "bootstrap";
}
