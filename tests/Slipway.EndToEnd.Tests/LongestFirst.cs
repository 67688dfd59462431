using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Slipway.EndToEnd.Tests.LongestFirst", "Slipway.EndToEnd.Tests")]

namespace Slipway.EndToEnd.Tests;

/// <summary>The collections that take longest begin first, so that none of them is alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    /// <summary>
    /// Parts of their names: builds of whole repositories; every strategy before one router; sweeps of kills and lost replies; engines of
    /// their own.
    /// </summary>
    private static readonly string[] Long =
        ["builds", "StrategiesBehind", "Killed", "Lost", "EngineTests", "FullDisk", "ReleaseTests"];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) => testCollections
        .OrderBy(collection => PlaceOf(collection.DisplayName))
        .ThenBy(collection => collection.DisplayName, StringComparer.Ordinal);

    private static int PlaceOf(string collection) =>
        Array.FindIndex(Long, name => collection.Contains(name, StringComparison.Ordinal)) is >= 0 and var place ? place : Long.Length;
}
