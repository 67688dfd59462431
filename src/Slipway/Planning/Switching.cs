using Slipway.Containers;
using Slipway.Releases;
using Slipway.Routing;
using Slipway.Steps;

namespace Slipway.Planning;

/// <summary>The part that every all-at-once switch shares, once the target slot runs: a deploy, a rollback, and the end of one that was cut off.</summary>
internal static class Switching
{
    /// <summary>From a healthy slot without traffic to a recorded release.</summary>
    /// <param name="admitted">Whether the router sees the slot up already: its routes are then those it was released with, and stay.</param>
    public static IReadOnlyList<Step> Steps(Application application, ObservedState state, ReleaseRequest request, Slot target, bool admitted)
    {
        var old = target.Other();
        var verification = application.Verification;
        var steps = new List<Step>
        {
            new EnsureRouter(),
        };
        if (!admitted)
        {
            steps.Add(new AdmitSlot(target));
        }

        steps.Add(new VerifySlot(target, request.Version, Preview: true));
        if (Watches(application, state))
        {
            steps.Add(new WatchTraffic(verification.ProbeRate));
        }

        steps.Add(new ShiftTraffic(state.Router.Split, Split.All(target)));
        steps.Add(new VerifySlot(target, request.Version, Preview: false));
        if (verification.Soak > TimeSpan.Zero)
        {
            steps.Add(new Soak(verification.Soak));
        }

        steps.AddRange(Workers(application, state, request, target, old));
        steps.Add(new RecordRelease(Describe(application, request, target)));
        return steps;
    }

    /// <summary>What is left to do with the old slot once the release is recorded.</summary>
    public static IReadOnlyList<Step> FollowUp(Application application, ObservedState state, ReleaseRequest request, Slot target, bool watched)
    {
        var old = target.Other();
        var steps = new List<Step>();
        if (!state.In(old).IsEmpty)
        {
            steps.AddRange([new DrainSlot(old), new RetireSlot(old, application.Retire)]);
        }

        if (watched)
        {
            steps.Add(new ReportTraffic());
        }

        steps.Add(new PruneReleases([.. state.Releases.Where(record => record.Number != request.Number), Describe(application, request, target)], application.Retention));
        return steps;
    }

    /// <summary>Whether the switch can be watched from outside: before the first release every request would be a lost one.</summary>
    public static bool Watches(Application application, ObservedState state) => application.Verification.ProbeRate > 0 && state.Live is not null;

    /// <summary>Workers that must never run twice stop before their successors start; the others overlap, so that work never rests.</summary>
    public static IReadOnlyList<Step> Workers(Application application, ObservedState state, ReleaseRequest request, Slot target, Slot old)
    {
        string[] running = [.. state.In(old).Containers
            .Where(container => container.Labels.GetValueOrDefault(ResourceNames.RoleLabel) == "worker")
            .Where(container => container.Status is ContainerStatus.Running or ContainerStatus.Restarting) // or an undo would start what rested
            .Select(container => container.Labels[ResourceNames.WorkloadLabel]).Order(StringComparer.Ordinal)];
        string[] exclusive = [.. running.Where(name => application.Workers.Any(worker => worker.Name == name && worker.Exclusive))];
        string[] overlapping = [.. running.Except(exclusive, StringComparer.Ordinal)];
        string[] starting = [.. application.Workers.Select(worker => worker.Name).Order(StringComparer.Ordinal)];
        return
        [
            .. exclusive.Length == 0 ? Array.Empty<Step>() : [new StopWorkers(old, exclusive)],
            .. starting.Length == 0 ? Array.Empty<Step>() : [new StartWorkers(target, request, starting)],
            .. overlapping.Length == 0 ? Array.Empty<Step>() : [new StopWorkers(old, overlapping)],
        ];
    }

    public static ReleaseRecord Describe(Application application, ReleaseRequest request, Slot slot) => new()
    {
        Number = request.Number,
        Version = request.Version,
        Commit = request.Commit,
        Slot = slot,
        Images = request.Images,
        ConfigurationHash = SlotContainers.Hash(application),
        MigrationLevel = request.MigrationLevel,
        Restores = request.Restores,
        By = request.By,
        At = default,
    };
}
