using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Extensions;
using ArchUnitNET.Loader;
using Slipway.Docker.Engine;
using Slipway.Nuke.Components;
using Slipway.Routers;

namespace Slipway.Tests.Architecture;

/// <summary>The rooms of all projects of src, and which may know which.</summary>
public sealed partial class NamespaceTests
{
    private static readonly IReadOnlyList<string> Strategies = RoomsIn("Slipway/Strategies", "Foundation");

    private static readonly IReadOnlyList<string> Routers = RoomsIn("Slipway.Routers", "Foundation", "Hosting");

    /// <summary>
    /// The namespaces of src, lowest first: each may use those that stand before it, and none behind it, so that there is no cycle. A new
    /// room is a new line here, unless it is that of a strategy or a router.
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
        .. Strategies.Select(name => $"Slipway.Strategies.{name}"),
        "Slipway.Strategies", "Slipway.Plans", "Slipway.Execution", "Slipway.Reporting",
        "Slipway",
        // A Docker host, and what has to be on it.
        "Slipway.Docker.Engine.Transport", "Slipway.Docker.Engine", "Slipway.Docker.Hosting",
        // What routers share, each of them, and who makes them.
        "Slipway.Routers.Hosting", "Slipway.Routers.Foundation",
        .. Routers.Select(name => $"Slipway.Routers.{name}"),
        "Slipway.Routers",
        // What a person reads and writes, what a build makes, the run that its targets share, and the targets.
        "Slipway.Nuke.Console", "Slipway.Nuke.Parameters.Kinds", "Slipway.Nuke.Parameters", "Slipway.Nuke.Building",
        "Slipway.Nuke.Running", "Slipway.Nuke.Components",
    ];

    private static readonly ArchUnitNET.Domain.Architecture House = new ArchLoader().LoadAssemblies(
        typeof(ReleaseEngine).Assembly, typeof(DockerEngine).Assembly, typeof(RouterFactory).Assembly,
        typeof(IHazApplication).Assembly).Build();

    [Fact]
    public void Every_room_has_its_place_in_the_order() => Assert.Equal(Order.Order(StringComparer.Ordinal),
        Repository.Sources("src").Select(RoomOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_project_is_looked_at() => Assert.Equal(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal),
        House.Assemblies.Select(assembly => assembly.Name.Split(',')[0]).Where(name => name.Split('.')[0] == "Slipway")
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public void No_room_uses_one_above_it()
    {
        var uses = Uses().ToList();
        Assert.Contains(uses, use => use is { From: "Slipway", To: "Slipway.Steps" });
        Assert.Contains(uses, use => use is { From: "Slipway.Nuke.Components", To: "Slipway.Nuke.Running" });
        Assert.Empty(uses.Where(use => IsAbove(use.To, use.From)).Select(use => use.Sentence));
    }

    /// <summary>What <c>nameof</c> or a constant takes from above is in no assembly; the core's comments alone may look up.</summary>
    [Theory]
    [InlineData("src/Slipway.Docker")]
    [InlineData("src/Slipway.Routers")]
    [InlineData("src/Slipway.Nuke")]
    public void No_source_imports_a_room_above_its_own(string project) => Assert.Empty(Repository.Sources(project)
        .SelectMany(file => Using().Matches(File.ReadAllText(file)).Select(match => match.Groups["room"].Value)
            .Where(room => IsAbove(room, RoomOf(file))).Select(room => $"{Path.GetRelativePath(Repository.Root, file)} uses {room}")));

    [Fact]
    public void No_strategy_knows_another_but_the_one_that_it_falls_back_to()
    {
        var uses = UsesAmong("Slipway.Strategies", Strategies);
        Assert.Empty(uses.Where(use => use.To != "Slipway.Strategies.BlueGreen").Select(use => use.Sentence));
    }

    [Fact]
    public void No_router_knows_another() => Assert.Empty(UsesAmong("Slipway.Routers", Routers).Select(use => use.Sentence));

    [Fact]
    public void A_folder_is_a_namespace() => Assert.Empty(Repository.Sources("src")
        .Select(file => (File: Path.GetRelativePath(Path.Combine(Repository.Root, "src"), file), Text: File.ReadAllText(file)))
        .Where(source =>
            !source.Text.Contains($"namespace {Path.GetDirectoryName(source.File)!.Replace(Path.DirectorySeparatorChar, '.')};",
                StringComparison.Ordinal))
        .Select(source => source.File));

    /// <summary>The rooms of what a folder has several of, without those that they share.</summary>
    private static IReadOnlyList<string> RoomsIn(string folder, params IReadOnlyList<string> shared) =>
    [
        .. Repository.Sources($"src/{folder}").Select(RoomOf).Distinct(StringComparer.Ordinal)
            .Select(room => room.Split('.')).Where(parts => parts.Length == folder.Split('/', '.').Length + 1).Select(parts => parts[^1])
            .Except(shared, StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    private static string RoomOf(string file) => Room().Match(File.ReadAllText(file)).Groups["room"].Value;

    private static bool IsAbove(string room, string other) => Array.IndexOf(Order, room) > Array.IndexOf(Order, other);

    private static IEnumerable<(string From, string To, string Sentence)> UsesAmong(string parent, IReadOnlyList<string> peers)
    {
        var rooms = peers.Select(peer => $"{parent}.{peer}").ToHashSet(StringComparer.Ordinal);
        return Uses().Where(use => rooms.Contains(use.From) && rooms.Contains(use.To));
    }

    private static IEnumerable<(string From, string To, string Sentence)> Uses() => House.Types
        .Where(type => Order.Contains(type.Namespace.FullName, StringComparer.Ordinal))
        .SelectMany(type => type.Dependencies.Select(dependency => dependency.Target)
            .Where(target => target.Namespace is not null && Array.IndexOf(Order, target.Namespace.FullName) >= 0
                && target.Namespace.FullName != type.Namespace.FullName)
            .Select(target => (type.Namespace.FullName, target.Namespace.FullName, $"{type.FullName} uses {target.FullName}")))
        .Distinct();

    [GeneratedRegex(@"^namespace (?<room>[\w.]+);", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Room();

    [GeneratedRegex(@"^using (static )?(?<room>Slipway[\w.]*);", RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Using();
}
