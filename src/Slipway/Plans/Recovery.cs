using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Strategies;
using Slipway.Strategies.Foundation;
using Slipway.Verification;

namespace Slipway.Plans;

/// <summary>
/// Brings a target to rest that an earlier command left half-way, by what is observed: where the traffic goes decides. If all of it goes to
/// the new slot, the command is finished, unless the next one wants to go back: see <see cref="WayBack"/>. Else the old slot gets all of it
/// again and what the command had begun is taken away. Either way one slot serves throughout.
/// </summary>
internal static class Recovery
{
    /// <summary>The plan that ends <see cref="ObservedState.Interrupted"/>; null when nothing was interrupted.</summary>
    /// <param name="application">The installation.</param>
    /// <param name="state">What is observed now.</param>
    /// <param name="by">Who runs the command that finds it.</param>
    /// <param name="strategies">The ways to release that are known.</param>
    /// <param name="leaves">Whether a new version that has all the traffic is left at once: see <see cref="WayBack.Leaves"/>.</param>
    public static Plan? Plan(Application application, ObservedState state, string by, StrategyRegistry strategies, bool leaves = false)
    {
        if (state.Interrupted is not { Begun: { } release } interrupted)
        {
            return null;
        }

        var slot = interrupted.Start.Slot;
        var strategy = strategies.Of(release);
        var described = application.DescribedBy(release.Description);
        return new Plan
        {
            Kind = RunKind.Recovery,
            Release = release with { By = by },
            Slot = slot,
            Steps =
            [
                new RemoveCouriers(), new RemoveMigration(release.Number),
                .. slot is not { } target ? []
                    : leaves ? GoBack(described, state, release, target, strategy)
                    : Steps(described, state, release, target, strategy),
            ],
            FollowUp = slot is { } finished && state.Live == finished && !leaves
                ? FollowUp(described, state, release, finished, strategy)
                : [],
        };
    }

    private static IReadOnlyList<Step> FollowUp(
        Application application, ObservedState state, BegunRelease release, Slot target, Strategy strategy) =>
    [
        // Its containers may be gone already and their secrets not.
        .. application.Retire == RetirePolicy.Remove && state.In(target.Other()).IsEmpty
            ? new Step[] { new RetireSlot(target.Other(), RetirePolicy.Remove) }
            : [],
        .. Switching.FollowUp(application, state, release, target, watched: false, strategy.StopsOldReplicas),
    ];

    private static IReadOnlyList<PlannedStep> Steps(
        Application application, ObservedState state, BegunRelease release, Slot target, Strategy strategy)
    {
        if (state.Live == target)
        {
            return state.LiveRelease?.Number == release.Number ? [] : Finish(application, state, release, target, strategy);
        }

        if (state.Live is not { } old)
        {
            return Abandon(application, state, target, strategy);
        }

        // Behind the maintenance page, or where two versions must never run at once, the new version goes first, unless both had traffic
        // already; else the old one comes first, to serve.
        var hide = HidesMaintenance(state, release);
        var first = (hide || strategy.RunsAlone) && !state.Router.Split.Reaches(target);
        return
        [
            .. first ? Abandon(application, state, target, strategy) : [],
            .. Reviving.SharedServices(application, state),
            .. Restore(state, old, strategy),
            .. hide ? new PlannedStep[] { new HideMaintenance().Reversible() } : [],
            .. first ? [] : Abandon(application, state, target, strategy),
            .. StartStopped(application, state, state.LiveRelease, release.By),
        ];
    }

    /// <summary>
    /// The undos of a release that has all the traffic, without waiting for what it has still to prove. Clients are served by the old
    /// version before anything is taken away.
    /// </summary>
    private static IReadOnlyList<PlannedStep> GoBack(
        Application application, ObservedState state, BegunRelease release, Slot target, Strategy strategy)
    {
        var old = target.Other();
        var page = !release.UnderMaintenance && (strategy.ShowsMaintenance || state.Router.Maintenance);
        return
        [
            .. strategy.RunsAlone
                ? [BackAlone(state.In(old), page)]
                : Restore(state, old, strategy)
                    .Concat(HidesMaintenance(state, release) ? [new HideMaintenance().Reversible()] : Array.Empty<PlannedStep>()),
            .. Abandon(application, state, target, strategy),
            .. Reviving.SharedServices(application, state),
            .. StartStopped(application, state, state.RecordOf(old), release.By),
        ];
    }

    /// <summary>The workers of a release that do not run.</summary>
    private static IReadOnlyList<PlannedStep> StartStopped(
        Application application, ObservedState state, ReleaseRecord? record, string by)
    {
        if (record is null)
        {
            return [];
        }

        var stopped = application.DescribedBy(record.Description).Workers.Where(worker => !state.In(record.Slot).Runs(worker))
            .Select(worker => worker.Name).Order(StringComparer.Ordinal).ToList();
        return stopped.Count == 0 ? [] : [new StartWorkers(record.Slot, BegunRelease.Of(record, by), stopped).Reversible()];
    }

    /// <summary>The page is on, and it was the interrupted command that had turned it on.</summary>
    private static bool HidesMaintenance(ObservedState state, BegunRelease release) =>
        state.Router.Maintenance && !release.UnderMaintenance;

    /// <summary>
    /// All replicas of the old slot and all traffic to it. What is known to the router of a slot is not observed, so replicas are admitted
    /// once more.
    /// </summary>
    private static IReadOnlyList<PlannedStep> Restore(ObservedState state, Slot old, Strategy strategy)
    {
        var replicas = state.In(old).Replicas;
        return
        [
            .. strategy.StopsOldReplicas && replicas.Count > 0 ? [new RestoreSlot(old, replicas)] : Switching.Revive(state.In(old)),
            .. state.Router.Split.Only == old ? Array.Empty<PlannedStep>() : [new ShiftTraffic(state.Router.Split, Split.All(old))],
        ];
    }

    /// <summary>
    /// What was last live in the idle slot is kept as the application keeps it, and not warm where two versions must never run at once;
    /// anything else there was begun and never finished.
    /// </summary>
    private static IReadOnlyList<PlannedStep> Abandon(Application application, ObservedState state, Slot target, Strategy strategy)
    {
        var idle = state.In(target);
        if (idle.IsEmpty || idle.Release != state.Releases.LastOrDefault(record => record.Slot == target)?.Content)
        {
            return [new ClearSlot(target)];
        }

        var running = Switching.RunningWorkers(state, target);
        return
        [
            .. running.Count > 0 ? new PlannedStep[] { new StopWorkers(target, running).Reversible() } : [],
            Switching.Policy(application, strategy.RunsAlone) is RetirePolicy.Stop
                ? Switching.StopSlot(target)
                : new RetireSlot(target, application.Retire),
        ];
    }

    private static IReadOnlyList<PlannedStep> Finish(
        Application application, ObservedState state, BegunRelease release, Slot target, Strategy strategy)
    {
        var old = state.In(target.Other());
        var page = !release.UnderMaintenance && (strategy.ShowsMaintenance || state.Router.Maintenance);
        return
        [
            .. old.Replicas.Count > 0 && strategy.RunsAlone
                ? StopOld(state, old).Append(KeepWayBackAlone(old, page))
                : KeepWayBack(application.DescribedBy(state.RecordOf(old.Slot)?.Description), old, page),
            .. Reviving.SharedServices(application, state),
            .. Switching.Revive(state.In(target)),
            new AwaitHealthy(target),
            .. page ? new PlannedStep[] { new HideMaintenance().Reversible() } : [],
            .. release.UnderMaintenance ? [new VerifySlot(target, release.Version, VerifiedOver.Containers)] : Array.Empty<PlannedStep>(),
            .. Switching.Conclude(application, release, target, Switching.RunningWorkers(state, old.Slot)),
        ];
    }

    /// <summary>What is so already, written down for its undo: a new version that does not hold gives way to the old one.</summary>
    private static IReadOnlyList<PlannedStep> KeepWayBack(Application application, SlotState old, bool page)
    {
        var restore = new RestoreSlot(old.Slot, old.Replicas);
        var target = old.Slot.Other();
        return
        [
            .. page ? new PlannedStep[] { new Intention("Leave the maintenance page as it is").WithUndo(new HideMaintenance()) } : [],
            application.Services.All(old.Runs) || old.Replicas.Count == 0
                ? new ShiftTraffic(Split.All(old.Replicas.Count == 0 ? target : old.Slot), Split.All(target)) { IsDone = true }.Reversible()
                : KeepWayBack(old.Slot,
                    new Composite($"{restore.Describe()}, and shift traffic back", restore, new ShiftBack(Split.All(old.Slot)))),
        ];
    }

    /// <summary>What an earlier build may have started again before it had stopped the new version.</summary>
    private static IEnumerable<PlannedStep> StopOld(ObservedState state, SlotState old)
    {
        var (workers, replicas) = (Switching.RunningWorkers(state, old.Slot), old.RunningReplicas);
        return
        [
            .. workers.Count == 0 ? Array.Empty<PlannedStep>() : [new StopWorkers(old.Slot, workers)],
            .. replicas.Count == 0 ? Array.Empty<PlannedStep>() : [new StopReplicas(old.Slot, replicas)],
        ];
    }

    /// <summary>The new version stops before the old one starts, behind the page; that stays when the old one does not come back.</summary>
    private static PlannedStep KeepWayBackAlone(SlotState old, bool page) => KeepWayBack(old.Slot, BackAlone(old, page));

    private static Composite BackAlone(SlotState old, bool page)
    {
        var restore = new RestoreSlot(old.Slot, old.Replicas);
        return new Composite(
            $"Shift traffic back, stop the {old.Slot.Other().Label()} slot, "
            + $"and {char.ToLowerInvariant(restore.Describe()[0])}{restore.Describe()[1..]}",
            [
                .. page ? new Step[] { new ShowMaintenance() } : [],
                new ShiftBack(Split.All(old.Slot)),
                Switching.Alone(restore, old.Slot.Other()),
                .. page ? new Step[] { new HideMaintenance() } : [],
            ]);
    }

    private static PlannedStep KeepWayBack(Slot old, Step back) =>
        new Intention($"Keep the way back to the {old.Label()} slot").WithUndo(back);
}
