using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Routing;

namespace Slipway.Nuke.Tests.Console;

/// <summary>A shop on a target on one night: release 1 in the blue slot, release 2 in the green one.</summary>
internal static class Scene
{
    public static DateTimeOffset At { get; } = new(2026, 3, 1, 22, 0, 0, TimeSpan.Zero);

    public static Application Shop { get; } = new()
    {
        Name = "shop",
        Services = [new Service { Name = "web", Image = new ImageSource { Name = "shop", Dockerfile = "Dockerfile" }, Port = 8080 }],
    };

    public static Uri Address { get; } = new("http://127.0.0.1:8080");

    public static ImageDigestDictionary Images { get; } = ImageDigestDictionary.Of(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["shop"] = $"127.0.0.1:5000/shop@sha256:{new string('a', 64)}",
    });

    public static BegunRelease Begun(int number, int? restores = null) => new()
    {
        Number = number,
        Version = $"c0ffee00000{restores ?? number}",
        Commit = $"c0ffee00000{restores ?? number}",
        Images = Images,
        By = "ann@laptop",
        Restores = restores,
    };

    public static ReleaseRecord Record(int number, Slot slot, int? restores = null) => new()
    {
        Number = number,
        Version = Begun(number, restores).Version,
        Commit = Begun(number, restores).Commit,
        Slot = slot,
        Images = Images,
        ConfigurationHash = "hash",
        MigrationLevel = "20260112090000_ProcessedBy",
        Restores = restores,
        By = "ann@laptop",
        At = At.AddMinutes(number),
    };

    public static SwitchFigures Figures { get; } = new()
    {
        Sent = 1234, Lost = 2, Errors = 1, LongestGap = TimeSpan.FromMilliseconds(1234),
        Before = new LatencyFigures(20, TimeSpan.FromMilliseconds(1.2), TimeSpan.FromMilliseconds(8.4)),
        During = new LatencyFigures(55, TimeSpan.FromMilliseconds(1.9), TimeSpan.FromMilliseconds(112.04)),
        After = new LatencyFigures(1150, TimeSpan.FromMilliseconds(1.3), TimeSpan.FromMilliseconds(9)),
        Requests = 1_234_567, RequestsLost = 3, CutOff = 4,
    };

    public static JournalEntry Started(RunKind run, int number, int? restores = null) => new()
    {
        At = At.AddMinutes(number),
        Kind = EntryKind.RunStarted,
        Run = run,
        Release = number,
        Slot = Slot.Green,
        By = "ann@laptop",
        Begun = Begun(number, restores),
    };

    public static ObservedState Observed { get; } = new()
    {
        Router = new RouterState(true, Split.All(Slot.Green), new HashSet<Slot> { Slot.Green }, false),
        Containers = [Container(Slot.Blue, 1, ContainerStatus.Exited, null), Container(Slot.Green, 2, ContainerStatus.Running, "healthy")],
        Releases = [Record(1, Slot.Blue), Record(2, Slot.Green)],
        LastNumber = 2,
    };

    public static ContainerState Container(Slot slot, int release, ContainerStatus status, string? health) => new()
    {
        Name = $"shop-web-{slot.Label()}",
        Id = $"id-{slot.Label()}",
        Image = Images["shop"],
        Status = status,
        Health = health,
        Labels = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ResourceNames.SlotLabel] = slot.Label(),
            [ResourceNames.ReleaseLabel] = $"{release}",
            [ResourceNames.WorkloadLabel] = "web",
        },
    };
}
