using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Hosts;

/// <summary>
/// Containers, volumes and networks of other people that have names which the application gives to its own: half of them carry no label at
/// all, half of them another application's; half of the containers run.
/// </summary>
internal sealed class Strangers
{
    private static readonly IReadOnlyDictionary<string, string>[] Labels =
        [new Dictionary<string, string>(StringComparer.Ordinal), new ResourceNames("other").With((ResourceNames.RoleLabel, "service"))];

    /// <summary>The recording router makes none of them.</summary>
    private static readonly string[] OfTheRouter =
        ["container shop-router", "container shop-router-retiring", "volume shop-router", "container shop-edge", "volume shop-edge"];

    private readonly RecordingTarget target;
    private readonly Dictionary<string, (RecordedContainer Container, ContainerStatus Status)> containers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> others = new(StringComparer.Ordinal);

    private Strangers(RecordingTarget target)
    {
        this.target = target;
        target.Delivered.Clear();
    }

    /// <summary>As they stand in a refusal.</summary>
    public IEnumerable<string> Names => containers.Keys.Concat(others.Keys);

    /// <summary>Takes those of <paramref name="names"/> ("volume shop-slipway") that are free.</summary>
    public static Strangers Settle(RecordingTarget target, IEnumerable<string> names)
    {
        var strangers = new Strangers(target);
        foreach (var (name, index) in names.Select((name, index) => (name, index)))
        {
            strangers.Take(name.Split(' '), index);
        }

        return strangers;
    }

    /// <summary>The application's own things of whatever name: what it has made on a target, as the log of that target tells.</summary>
    public static IReadOnlyList<string> NamesOf(RecordingTarget target) =>
    [
        .. target.Log.Select(effect => effect.Split(' ')).Where(words => words is ["create" or "volume" or "network", _])
            .Select(words => $"{(words[0] == "create" ? "container" : words[0])} {words[1]}")
            .Concat(OfTheRouter).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>What has become of them that should not have.</summary>
    public IReadOnlyList<string> FindTouched() =>
    [
        .. containers
            .Where(pair => !ReferenceEquals(target.Containers.GetValueOrDefault(pair.Key["container ".Length..]), pair.Value.Container))
            .Select(pair => $"{pair.Key} was replaced"),
        .. containers.Where(pair => pair.Value.Container.Status != pair.Value.Status)
            .Select(pair => $"{pair.Key} is {pair.Value.Container.Status} now"),
        .. others.Where(pair => !ReferenceEquals(Find(pair.Key), pair.Value)).Select(pair => $"{pair.Key} was removed"),
        .. target.Delivered.Keys.Where(volume => others.ContainsKey($"volume {volume}"))
            .Select(volume => $"volume {volume} was written to"),
        .. target.Containers.Values.Where(container => !containers.ContainsKey($"container {container.Spec.Name}"))
            .SelectMany(
                container =>
                    container.Spec.Mounts.Where(mount => others.ContainsKey($"volume {mount.Volume}"))
                        .Select(mount => $"{container.Spec.Name} mounts {mount.Volume}")),
    ];

    /// <summary>They go away by themselves.</summary>
    public void Leave()
    {
        foreach (var name in Names)
        {
            var bare = name.Split(' ')[1];
            _ = name.StartsWith("container", StringComparison.Ordinal) ? target.Containers.Remove(bare)
                : name.StartsWith("volume", StringComparison.Ordinal) ? target.Volumes.Remove(bare) : target.Networks.Remove(bare);
        }
    }

    private void Take(string[] words, int index)
    {
        var (kind, name, labels) = (words[0], words[1], Labels[index % 2]);
        if (kind == "container")
        {
            var stranger = new RecordedContainer(new ContainerSpec { Name = name, Image = "theirs", Labels = labels }, target.NextAddress())
            {
                Status = index / 2 % 2 == 0 ? ContainerStatus.Exited : ContainerStatus.Running,
                ExitCode = 0,
            };
            if (target.Containers.TryAdd(name, stranger))
            {
                containers[$"container {name}"] = (stranger, stranger.Status);
            }
        }
        else if ((kind == "volume" ? target.Volumes : target.Networks).TryAdd(name, labels))
        {
            others[$"{kind} {name}"] = labels;
        }
    }

    private IReadOnlyDictionary<string, string>? Find(string name) =>
        (name.StartsWith("volume", StringComparison.Ordinal) ? target.Volumes : target.Networks).GetValueOrDefault(name.Split(' ')[1]);
}
