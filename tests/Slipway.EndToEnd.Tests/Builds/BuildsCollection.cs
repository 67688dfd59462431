namespace Slipway.EndToEnd.Tests.Builds;

/// <summary>The test classes that run build.sh in one copy of the repository, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BuildsCollection : ICollectionFixture<RepositoryCopy>
{
    public const string Name = "builds";
}
