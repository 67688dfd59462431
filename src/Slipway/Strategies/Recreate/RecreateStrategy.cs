using Slipway.Applications;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Plans;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Strategies.BlueGreen;
using Slipway.Strategies.Foundation;
using Slipway.Verification;

namespace Slipway.Strategies.Recreate;

/// <summary>
/// Stops the old version before the new one starts, for versions that must never run at the same time. A maintenance page stands before
/// both meanwhile, and how long it does is measured. The first release has nothing to stop: it is the same as any other strategy's.
/// </summary>
internal sealed class RecreateStrategy : Strategy
{
    public override string Name => RecreateSettings.StrategyName;

    public override bool StopsOldReplicas => true;

    public override bool ShowsMaintenance => true;

    public override bool RunsAlone => true;

    public override IEnumerable<string> FindMissing(Application application, RouterCapabilities router) =>
    [
        .. router.Maintenance ? Array.Empty<string>() : ["show a maintenance page"],
        .. router.Hold || Queue(application) == TimeSpan.Zero ? Array.Empty<string>() : ["let requests wait"],
    ];

    public override Plan Plan(Application application, ObservedState state, BegunRelease release)
    {
        if (state.Live is not { } old)
        {
            return new BlueGreenStrategy().Plan(application, state, release);
        }

        var target = old.Other();
        var begun = Switching.Begin(release, state, Name);
        return new Plan
        {
            Kind = RunKind.Deploy,
            Release = begun,
            Slot = target,
            Steps =
            [
                .. Switching.Prepare(application, state, begun, target),
                .. Replace(application, state, begun, old, new StartSlot(target, begun).Reversible()),
            ],
            FollowUp = Switching.FollowUp(application, state, begun, target, watched: false, stopped: true),
        };
    }

    /// <summary>Versions that must never run at the same time must not do so on the way back either.</summary>
    public override Plan PlanReturn(Application application, ObservedState state, BegunRelease release)
    {
        if (state.Live is not { } old)
        {
            return base.PlanReturn(application, state, release);
        }

        var begun = Switching.Begin(release, state, Name);
        return new Plan
        {
            Kind = RunKind.Rollback,
            Release = begun,
            Slot = old.Other(),
            Steps =
            [
                .. Switching.PrepareReturn(state, begun, old.Other()),
                .. Replace(application, state, begun, old, StartReturn(state, begun, old.Other())),
            ],
            FollowUp = Switching.FollowUp(application, state, begun, old.Other(), watched: false, stopped: true),
        };
    }

    private static TimeSpan Queue(Application application) => application.SettingsOf<RecreateSettings>().Queue;

    /// <summary>One that was in its slot already stays there, and is stopped again when the rollback fails.</summary>
    private static PlannedStep StartReturn(ObservedState state, BegunRelease release, Slot target) =>
        Switching.IsWarm(state, release, target)
            ? Switching.StartReturn(state, release, target).Do.WithUndo(Switching.StopSlot(target))
            : Switching.StartReturn(state, release, target);

    /// <summary>From the old version serving to the new one recorded, which <paramref name="start"/> starts.</summary>
    private static IEnumerable<PlannedStep> Replace(
        Application application, ObservedState state, BegunRelease release, Slot old, PlannedStep start)
    {
        var target = old.Other();
        // Traffic comes back to a version that does not run yet: never without the page.
        var back = new ShiftBack(state.Router.Split);
        var (running, workers) = (state.In(old).RunningReplicas, Switching.RunningWorkers(state, old));
        return
        [
            new EnsureRouter(),
            .. release.UnderMaintenance || Queue(application) == TimeSpan.Zero
                ? Array.Empty<PlannedStep>()
                : [new HoldTraffic(Queue(application)).Reversible()],
            .. release.UnderMaintenance ? Array.Empty<PlannedStep>() : [new ShowMaintenance().WithUndo(new LeaveMaintenance())],
            new DrainSlot(old),
            .. workers.Count == 0
                ? Array.Empty<PlannedStep>()
                : [new StopWorkers(old, workers).WithUndo(Switching.Alone(new RestartWorkers(old, workers), target))],
            new StopReplicas(old, running).WithUndo(Switching.Alone(new RestoreSlot(old, running), target)),
            start,
            new AwaitHealthy(target),
            new AdmitSlot(target).Reversible(),
            // Nothing gets past the maintenance page: the version is asked for at the containers now, and on the live route once the page
            // is gone.
            new VerifySlot(target, release.Version, VerifiedOver.Containers),
            .. Switching.WarmUp(application, state, release, target),
            new ShiftTraffic(state.Router.Split, Split.All(target)).WithUndo(new Composite(back.Describe(), new ShowMaintenance(), back)),
            .. release.UnderMaintenance ? Array.Empty<PlannedStep>() : [new HideMaintenance().Reversible()],
            .. Switching.Conclude(application, release, target, []),
        ];
    }
}
