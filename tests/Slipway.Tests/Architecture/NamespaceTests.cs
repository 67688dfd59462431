using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Extensions;
using ArchUnitNET.Loader;

namespace Slipway.Tests.Architecture;

/// <summary>The rooms of the engine, and which may know which.</summary>
public sealed class NamespaceTests
{
    /// <summary>
    /// The namespaces of the core, lowest first: each may use those that stand before it, and none behind it, so that there is no cycle. A
    /// new room is a new line here.
    /// </summary>
    private static readonly string[] Order =
    [
        // What everything stands on.
        "Slipway.Errors", "Slipway.Waiting",
        // What a container engine and a proxy are asked for, and what a user describes.
        "Slipway.Containers", "Slipway.Applications", "Slipway.Routing",
        // What is on the host, and who keeps its memory.
        "Slipway.Hosts", "Slipway.Applications.Validation", "Slipway.Keeper", "Slipway.Keeper.Fencing", "Slipway.Observation",
        "Slipway.Verification",
        // What is done, in which order, and by whom.
        "Slipway.Steps", "Slipway.Strategies.Foundation",
        "Slipway.Strategies.BlueGreen", "Slipway.Strategies.Canary", "Slipway.Strategies.Recreate", "Slipway.Strategies.Rolling",
        "Slipway.Strategies", "Slipway.Plans", "Slipway.Execution", "Slipway.Reporting",
        "Slipway",
    ];

    private static readonly string[] Ways = ["BlueGreen", "Canary", "Recreate", "Rolling"];

    private static readonly ArchUnitNET.Domain.Architecture Core = new ArchLoader().LoadAssemblies(typeof(ReleaseEngine).Assembly).Build();

    [Fact]
    public void Every_room_of_the_engine_has_its_place_in_the_order() =>
        Assert.Equal(Order.Order(StringComparer.Ordinal),
            OwnTypes().Select(type => type.Namespace.FullName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public void No_room_uses_one_above_it()
    {
        var uses = Uses().ToList();
        Assert.Contains(uses, use => use is { From: "Slipway", To: "Slipway.Steps" });
        Assert.Empty(uses.Where(use => Array.IndexOf(Order, use.To) > Array.IndexOf(Order, use.From)).Select(use => use.Sentence));
    }

    [Fact]
    public void No_strategy_knows_another_but_the_one_that_it_falls_back_to()
    {
        var ways = Uses().Where(use => IsWay(use.From) && IsWay(use.To)).ToList();
        Assert.Empty(ways.Where(use => use.To != "Slipway.Strategies.BlueGreen").Select(use => use.Sentence));
    }

    [Fact]
    public void A_folder_is_a_namespace() => Assert.Empty(Repository.Sources("src")
        .Select(file => (File: Path.GetRelativePath(Path.Combine(Repository.Root, "src"), file), Text: File.ReadAllText(file)))
        .Where(source =>
            !source.Text.Contains($"namespace {Path.GetDirectoryName(source.File)!.Replace(Path.DirectorySeparatorChar, '.')};",
                StringComparison.Ordinal))
        .Select(source => source.File));

    private static bool IsWay(string room) => Ways.Any(way => room == $"Slipway.Strategies.{way}");

    private static IEnumerable<IType> OwnTypes() =>
        Core.Types.Where(
            type => type.Namespace.FullName == "Slipway" || type.Namespace.FullName.StartsWith("Slipway.", StringComparison.Ordinal));

    private static IEnumerable<(string From, string To, string Sentence)> Uses() => OwnTypes()
        .SelectMany(type => type.Dependencies.Select(dependency => dependency.Target)
            .Where(target => target.Namespace is not null && Array.IndexOf(Order, target.Namespace.FullName) >= 0
                && target.Namespace.FullName != type.Namespace.FullName)
            .Select(target => (type.Namespace.FullName, target.Namespace.FullName, $"{type.FullName} uses {target.FullName}")))
        .Distinct();
}
