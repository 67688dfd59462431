using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Routing;

namespace Slipway.Tests.Recording;

/// <summary>What must be so on a target at rest, between two commands.</summary>
internal static class Rest
{
    /// <summary>Everything that is not as it must be; empty for a target at rest with <paramref name="version"/> live.</summary>
    public static IReadOnlyList<string> Find(RecordingTarget target, Application application, string version)
    {
        var faults = new List<string>(target.Violations);
        if (target.LockHeld)
        {
            faults.Add("the lock is held");
        }

        if (target.Router.Unserved() is { } unserved)
        {
            return [.. faults, unserved];
        }

        if (target.Router.Maintenance)
        {
            return [.. faults, "the maintenance page is on"];
        }

        if (target.Router.Admitted(target.Router.Split.Blue > 50 ? Slot.Blue : Slot.Green) != application.Services.Sum(
            service => service.Replicas))
        {
            faults.Add("not every replica is known to the router");
        }

        if (target.Router.Split.Only is not { } live)
        {
            return [.. faults, $"traffic goes to {target.Router.Split}"];
        }

        var names = new ResourceNames(application.Name);
        foreach (var name in Names(application, names, live))
        {
            var container = target.Containers.GetValueOrDefault(name);
            Expect(faults, container is { Runs: true }, $"{name} does not run");
            Expect(faults, container?.Version == version, $"{name} is of version {container?.Version}, not {version}");
        }

        Expect(faults, target.Router.Answer(Empty, "/version.json").Body.Contains($"\"{version}\"", StringComparison.Ordinal),
            $"the site does not answer {version}");
        faults.AddRange(Leftovers(target, application, names, live.Other()));
        return faults;
    }

    private static IEnumerable<string> Names(Application application, ResourceNames names, Slot slot) =>
        application.Services
            .SelectMany(service => Enumerable.Range(1, service.Replicas).Select(replica => names.Slot(service.Name, slot, replica)))
            .Concat(application.Workers.Select(worker => names.Slot(worker.Name, slot)));

    private static readonly Dictionary<string, string> Empty = new(StringComparer.Ordinal);

    private static IEnumerable<string> Leftovers(RecordingTarget target, Application application, ResourceNames names, Slot idle)
    {
        string[] own = [names.Keeper, names.Router, .. application.SharedServices.Select(shared => names.SharedService(shared.Name)),
            .. Enum.GetValues<Slot>().SelectMany(slot => Names(application, names, slot))];
        foreach (var stranger in target.Containers.Keys.Except(own, StringComparer.Ordinal))
        {
            yield return $"left behind: container {stranger}";
        }

        var warm = target.Containers.Values.Where(container => container.Slot == idle).ToList();
        if (warm.Select(container => container.Version).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            yield return $"the {idle.Label()} slot holds a mixture";
        }

        foreach (var container in warm.Where(
            container => container.Runs && (container.Role == "worker" || application.Retire != RetirePolicy.KeepWarm)))
        {
            yield return $"{container.Spec.Name} runs in the idle slot";
        }

        if (warm.Count > 0 && application.Retire == RetirePolicy.Remove)
        {
            yield return $"the {idle.Label()} slot was not removed";
        }

        foreach (var volume in LeftSecrets(target))
        {
            yield return volume;
        }
    }

    /// <summary>What holds secrets of no container, or carries them nowhere.</summary>
    public static IReadOnlyList<string> LeftSecrets(RecordingTarget target) =>
    [
        .. target.Containers.Values.Where(container => container.Role == ResourceNames.CourierRole)
            .Select(courier => $"left behind: courier {courier.Spec.Name}"),
        .. target.Volumes.Keys.Where(volume => volume.EndsWith("-secrets", StringComparison.Ordinal)
            && target.Containers.Values.All(container => container.Spec.Mounts.All(mount => mount.Volume != volume)))
            .Select(volume => $"left behind: volume {volume}"),
    ];

    private static void Expect(List<string> faults, bool condition, string otherwise)
    {
        if (!condition)
        {
            faults.Add(otherwise);
        }
    }
}
