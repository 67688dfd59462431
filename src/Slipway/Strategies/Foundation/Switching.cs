using Slipway.Applications;
using Slipway.Applications.Validation;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Verification;

namespace Slipway.Strategies.Foundation;

/// <summary>The parts that the ways to release, a rollback, and the end of one that was cut off share.</summary>
public static class Switching
{
    /// <summary>The slot that a release goes to.</summary>
    /// <param name="state">What is observed now.</param>
    public static Slot Target(ObservedState state) => (state.Live ?? Slot.Green).Other();

    /// <summary>The release as its run begins: how it is released, and what recovery must know of how it began.</summary>
    /// <param name="release">Not begun yet.</param>
    /// <param name="state">What is observed now.</param>
    /// <param name="strategy">The name of the strategy that it is released by; null for everything at once.</param>
    public static BegunRelease Begin(BegunRelease release, ObservedState state, string? strategy) =>
        release with { Strategy = strategy, UnderMaintenance = state.Router.Maintenance };

    /// <summary>
    /// Images, and an empty slot. Pulled first: an image that is not to be had must not cost the warm slot that a rollback would need.
    /// </summary>
    /// <param name="application">The description.</param>
    /// <param name="state">What is observed now.</param>
    /// <param name="release">What is released, begun.</param>
    /// <param name="target">The slot that it goes to.</param>
    public static IEnumerable<PlannedStep> Prepare(Application application, ObservedState state, BegunRelease release, Slot target) =>
    [
        .. application.Images.Select(image => new PullImage(image.Name, release.Images.GetValueOrDefault(image.Name))),
        .. state.In(target).IsEmpty ? Array.Empty<PlannedStep>() : [new ClearSlot(target)],
    ];

    /// <summary>From an empty slot to one that is healthy.</summary>
    /// <param name="application">The description.</param>
    /// <param name="state">What is observed now.</param>
    /// <param name="release">What is released, begun.</param>
    /// <param name="target">The slot that it goes to.</param>
    public static IEnumerable<PlannedStep> Arrive(Application application, ObservedState state, BegunRelease release, Slot target) =>
        [.. Prepare(application, state, release, target), new StartSlot(target, release).Reversible(), new AwaitHealthy(target)];

    /// <summary>From a healthy slot to one that traffic may come to.</summary>
    /// <param name="admitted">
    /// Whether the router sees the slot up already: its routes are then those it was released with, and stay.
    /// </param>
    /// <param name="application">The description.</param>
    /// <param name="state">What is observed now.</param>
    /// <param name="release">What is released, begun.</param>
    /// <param name="target">The slot that it goes to.</param>
    public static IEnumerable<PlannedStep> Present(
        Application application, ObservedState state, BegunRelease release, Slot target, bool admitted) =>
    [
        new EnsureRouter(),
        .. admitted ? Array.Empty<PlannedStep>() : [new AdmitSlot(target).Reversible()],
        new VerifySlot(target, release.Version, release.UnderMaintenance ? VerifiedOver.Containers : VerifiedOver.Preview),
        .. WarmUp(application, state, release, target),
        .. Watch(application, state),
    ];

    /// <summary>
    /// Warms a new version up that gets no traffic yet, where that is described. What comes back has run before, and somebody may wait for
    /// it.
    /// </summary>
    /// <param name="application">The description.</param>
    /// <param name="state">What is observed now.</param>
    /// <param name="release">What is released, begun.</param>
    /// <param name="target">The slot that it goes to.</param>
    public static IEnumerable<PlannedStep> WarmUp(Application application, ObservedState state, BegunRelease release, Slot target) =>
        release.Restores is null && !state.Router.Split.Reaches(target) && application.Verification.WarmUp is { Requests: > 0 } settings
            ? [new WarmUp(target, settings)]
            : [];

    /// <summary>Begins to watch the public address, where that can be done: see <see cref="Watches"/>.</summary>
    /// <param name="application">The description.</param>
    /// <param name="state">What is observed now.</param>
    public static IEnumerable<PlannedStep> Watch(Application application, ObservedState state) =>
        Watches(application, state) ? [new WatchTraffic(application.Verification.ProbeRate).Reversible()] : [];

    /// <summary>What an earlier release needs before it starts again; nothing while it is still in its slot.</summary>
    /// <param name="state">What is observed now.</param>
    /// <param name="release">The earlier release.</param>
    /// <param name="target">The slot that it goes to.</param>
    public static IEnumerable<PlannedStep> PrepareReturn(ObservedState state, BegunRelease release, Slot target) =>
        IsWarm(state, release, target)
            ? []
            :
            [
                .. release.Images.OrderBy(image => image.Value, StringComparer.Ordinal)
                    .Select(image => new PullImage(image.Key, image.Value)),
                .. state.In(target).IsEmpty ? Array.Empty<PlannedStep>() : [new ClearSlot(target)],
            ];

    /// <summary>Starts an earlier release. One that was in its slot already stays there, whatever becomes of the rollback.</summary>
    /// <param name="state">What is observed now.</param>
    /// <param name="release">The earlier release.</param>
    /// <param name="target">The slot that it goes to.</param>
    public static PlannedStep StartReturn(ObservedState state, BegunRelease release, Slot target) => IsWarm(state, release, target)
        ? new StartSlot(target, release) { Warm = true }
        : new StartSlot(target, release).Reversible();

    /// <summary>Whether a release is still in its slot, with the secrets that it is to have.</summary>
    /// <param name="state">What is observed now.</param>
    /// <param name="release">The earlier release.</param>
    /// <param name="slot">The slot that it ran in.</param>
    public static bool IsWarm(ObservedState state, BegunRelease release, Slot slot) =>
        state.In(slot).Release == release.Content && state.In(slot).Holds(release.Secrets);

    /// <summary>Brings all services of a slot back, when some of them do not run; else nothing.</summary>
    /// <param name="slot">What stands in the slot now.</param>
    public static IEnumerable<PlannedStep> Revive(SlotState slot) =>
        slot.Stopped.Select(Replica.Of).OfType<Replica>().Any() ? [new RestoreSlot(slot.Slot, slot.Replicas)] : [];

    /// <summary>Stops all that runs in a slot that gets no traffic, once no request is under way there.</summary>
    public static Step StopSlot(Slot slot)
    {
        var stop = new RetireSlot(slot, RetirePolicy.Stop);
        return new Composite(stop.Describe(), new DrainSlot(slot), stop);
    }

    /// <summary>A step that starts something in one slot, once nothing runs in the other one any more.</summary>
    public static Step Alone(Step start, Slot other) => new Composite(start.Describe(), StopSlot(other), start);

    /// <summary>Everything to the target at once.</summary>
    /// <param name="application">The description.</param>
    /// <param name="state">What is observed now.</param>
    /// <param name="release">What is released, begun.</param>
    /// <param name="target">The slot that it goes to.</param>
    /// <param name="admitted">Whether the router sees the slot up already, as in <see cref="Present"/>.</param>
    public static IEnumerable<PlannedStep> Switch(
        Application application, ObservedState state, BegunRelease release, Slot target, bool admitted) =>
    [
        .. Present(application, state, release, target, admitted),
        new ShiftTraffic(state.Router.Split, Split.All(target)).Reversible(),
        .. Conclude(application, release, target, RunningWorkers(state, target.Other())),
    ];

    /// <summary>From a slot that has all traffic to a recorded release.</summary>
    /// <param name="running">Workers that run in the old slot.</param>
    /// <param name="application">The description.</param>
    /// <param name="release">What is released, begun.</param>
    /// <param name="target">The slot that it runs in.</param>
    public static IEnumerable<PlannedStep> Conclude(
        Application application, BegunRelease release, Slot target, IReadOnlyList<string> running) =>
    [
        .. VerifyLive(release, target),
        .. !release.UnderMaintenance && LiveSite.IsLookedAt(application) ? new PlannedStep[] { new LookFromOutside(release.Version) } : [],
        .. Settle(application, release, target, running) is { Count: > 0 } settling ? settling.Concat(VerifyLive(release, target)) : [],
        new RecordRelease(release, target),
    ];

    /// <summary>
    /// What takes a while after the switch. A version that dies meanwhile must not be recorded as good. One that comes back has proved
    /// itself before, and somebody may wait for it: it does not soak.
    /// </summary>
    private static IReadOnlyList<PlannedStep> Settle(
        Application application, BegunRelease release, Slot target, IReadOnlyList<string> running) =>
    [
        .. application.Verification.Soak > TimeSpan.Zero && release.Restores is null
            ? new PlannedStep[] { new Soak(application.Verification.Soak, target) }
            : [],
        .. Workers(application, release, target, running),
    ];

    /// <summary>Behind a page that somebody asked for, no client is answered: the switch was verified at the containers.</summary>
    private static IEnumerable<PlannedStep> VerifyLive(BegunRelease release, Slot target) =>
        release.UnderMaintenance ? [] : [new VerifySlot(target, release.Version, VerifiedOver.Live)];

    /// <summary>What is left to do with the old slot once the release is recorded.</summary>
    /// <param name="watched">Whether the switch was watched from outside.</param>
    /// <param name="stopped">
    /// Whether replicas of the old slot were stopped on the way: they are not started again only to be kept warm.
    /// </param>
    /// <param name="application">The description.</param>
    /// <param name="state">What is observed now.</param>
    /// <param name="release">What is released, begun.</param>
    /// <param name="target">The slot that it goes to.</param>
    public static IReadOnlyList<Step> FollowUp(
        Application application, ObservedState state, BegunRelease release, Slot target, bool watched, bool stopped = false)
    {
        var old = target.Other();
        return
        [
            .. state.In(old).IsEmpty ? Array.Empty<Step>() : [new DrainSlot(old), new RetireSlot(old, Policy(application, stopped))],
            .. watched ? new Step[] { new ReportTraffic() } : [],
            // By a retention that has a fault nothing is pruned.
            .. InstallationValidator.FindKeeping(application).Any() ? Array.Empty<Step>() : [Prune(application, state, release)],
        ];
    }

    private static PruneReleases Prune(Application application, ObservedState state, BegunRelease release) => new(
        [.. state.Releases.Where(record => record.Number != release.Number).Select(ReleaseImages.Of), ReleaseImages.Of(release)],
        state.BegunImages, application.Retention);

    /// <summary>What becomes of a slot that is left. One that was stopped on the way is not started again only to be kept warm.</summary>
    public static RetirePolicy Policy(Application application, bool stopped) =>
        stopped && application.Retire == RetirePolicy.KeepWarm ? RetirePolicy.Stop : application.Retire;

    /// <summary>
    /// Whether the switch can be watched from outside: before the first release, or behind a maintenance page, every request would be a
    /// lost one.
    /// </summary>
    /// <param name="application">The description.</param>
    /// <param name="state">What is observed now.</param>
    public static bool Watches(Application application, ObservedState state) =>
        application.Verification.ProbeRate > 0 && state.Live is not null && !state.Router.Maintenance;

    /// <summary>
    /// Workers that must never run twice stop before their successors start; the others overlap until their successors have proved
    /// themselves, so that work never rests.
    /// </summary>
    private static IReadOnlyList<PlannedStep> Workers(
        Application application, BegunRelease release, Slot target, IReadOnlyList<string> running)
    {
        var old = target.Other();
        // What comes back has run before, and somebody may wait for it.
        var steady = release.Restores is null ? application.Verification.WorkersSteadyFor : TimeSpan.Zero;
        string[] exclusive = [.. running.Where(name => application.Workers.Any(worker => worker.Name == name && worker.Exclusive))];
        string[] overlapping = [.. running.Except(exclusive, StringComparer.Ordinal)];
        string[] starting = [.. application.Workers.Select(worker => worker.Name).Order(StringComparer.Ordinal)];
        return
        [
            .. exclusive.Length == 0 ? Array.Empty<PlannedStep>() : [new StopWorkers(old, exclusive).Reversible()],
            .. starting.Length == 0
                ? Array.Empty<PlannedStep>()
                : [new StartWorkers(target, release, starting).Reversible(), new AwaitWorkers(target, starting, steady)],
            .. overlapping.Length == 0 ? Array.Empty<PlannedStep>() : [new StopWorkers(old, overlapping).Reversible()],
        ];
    }

    /// <summary>
    /// The workers of a slot that run or are held, by name, in order. A worker that rests is left out, or an undo would start it.
    /// </summary>
    /// <param name="state">What is observed now.</param>
    /// <param name="slot">Which of the two.</param>
    public static IReadOnlyList<string> RunningWorkers(ObservedState state, Slot slot) =>
        [.. state.In(slot).Containers
            .Where(container => container.Labels.GetValueOrDefault(ResourceNames.RoleLabel) == "worker")
            .Where(container => container.IsAlive || container.Status == ContainerStatus.Restarting)
            .Select(container => container.Labels[ResourceNames.WorkloadLabel]).Order(StringComparer.Ordinal)];
}
