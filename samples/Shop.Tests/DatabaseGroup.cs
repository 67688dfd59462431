using Shop.Tests.Running;

namespace Shop.Tests;

/// <summary>
/// Most tests on PostgreSQL share one server, each with a database of its own; one of them pauses it, so they take turns.
/// </summary>
[CollectionDefinition(Name)]
public sealed class DatabaseGroup : ICollectionFixture<PostgreSql>
{
    public const string Name = "PostgreSQL";
}
