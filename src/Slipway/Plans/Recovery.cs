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
/// the new slot, the command is finished; else the old slot gets all of it again and what the command had begun is taken away. Either way
/// one slot serves throughout.
/// </summary>
internal static class Recovery
{
    /// <summary>The plan that ends <see cref="ObservedState.Interrupted"/>; null when nothing was interrupted.</summary>
    public static Plan? Plan(Application application, ObservedState state, string by, StrategyRegistry strategies)
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
                .. slot is { } target ? Steps(described, state, release, target, strategy) : [],
            ],
            FollowUp = slot is { } finished && state.Live == finished ? FollowUp(described, state, release, finished, strategy) : [],
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
        var stopped = state.LiveRelease is not { } live ? [] : application.DescribedBy(live.Description).Workers
            .Where(worker => !state.In(old).Runs(worker)).Select(worker => worker.Name).Order(StringComparer.Ordinal).ToList();
        return
        [
            .. first ? Abandon(application, state, target, strategy) : [],
            .. Reviving.SharedServices(application, state),
            .. Restore(state, old, strategy),
            .. hide ? new PlannedStep[] { new HideMaintenance().Reversible() } : [],
            .. first ? [] : Abandon(application, state, target, strategy),
            .. stopped.Count > 0
                ? [new StartWorkers(old, BegunRelease.Of(state.LiveRelease!, release.By), stopped).Reversible()]
                : Array.Empty<PlannedStep>(),
        ];
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
    private static PlannedStep KeepWayBackAlone(SlotState old, bool page)
    {
        var restore = new RestoreSlot(old.Slot, old.Replicas);
        var bring = restore.Describe();
        return KeepWayBack(old.Slot, new Composite(
            $"Shift traffic back, stop the {old.Slot.Other().Label()} slot, "
            + $"and {char.ToLowerInvariant(restore.Describe()[0])}{restore.Describe()[1..]}",
            [
                .. page ? new Step[] { new ShowMaintenance() } : [],
                new ShiftBack(Split.All(old.Slot)),
                Switching.Alone(restore, old.Slot.Other()),
                .. page ? new Step[] { new HideMaintenance() } : [],
            ]));
    }

    private static PlannedStep KeepWayBack(Slot old, Step back) =>
        new Intention($"Keep the way back to the {old.Label()} slot").WithUndo(back);
}
