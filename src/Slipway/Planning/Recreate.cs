using Slipway.Journal;
using Slipway.Releases;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Verification;

namespace Slipway.Planning;

/// <summary>
/// Stops the old version before the new one starts, for versions that must never run at the same time. A maintenance page stands before
/// both meanwhile, and how long it does is measured. The first release has nothing to stop: it is the same as any other strategy's.
/// </summary>
public sealed class Recreate : IStrategy
{
    public StrategyKind Kind => StrategyKind.Recreate;

    public Plan Plan(Application application, ObservedState state, BegunRelease release)
    {
        if (state.Live is not { } old)
        {
            return new BlueGreen().Plan(application, state, release);
        }

        var target = old.Other();
        var begun = Switching.Begin(release, state, Kind);
        return new Plan
        {
            Kind = RunKind.Deploy,
            Release = begun,
            Slot = target,
            Steps = [.. Switching.Prepare(application, state, begun, target), .. Replace(application, state, begun, old, new StartSlot(target, begun).Reversible())],
            FollowUp = Switching.FollowUp(application, state, begun, target, watched: false),
        };
    }

    /// <summary>From the old version serving to the new one recorded.</summary>
    /// <param name="start">What starts the new version.</param>
    internal static IEnumerable<PlannedStep> Replace(Application application, ObservedState state, BegunRelease release, Slot old, PlannedStep start)
    {
        var target = old.Other();
        var (running, workers) = (state.In(old).RunningReplicas, Switching.RunningWorkers(state, old));
        return
        [
            new EnsureRouter(),
            .. release.UnderMaintenance ? Array.Empty<PlannedStep>() : [new ShowMaintenance().Reversible()],
            new DrainSlot(old),
            .. workers.Count == 0 ? Array.Empty<PlannedStep>() : [new StopWorkers(old, workers).Reversible()],
            new StopReplicas(old, running).WithUndo(new RestoreSlot(old, running)),
            start,
            new AwaitHealthy(target),
            new AdmitSlot(target).Reversible(),
            // Nothing gets past the maintenance page: the version is asked for at the containers now, and on the live route once the page is gone.
            new VerifySlot(target, release.Version, VerifiedOver.Containers),
            new ShiftTraffic(state.Router.Split, Split.All(target)).Reversible(),
            .. release.UnderMaintenance ? Array.Empty<PlannedStep>() : [new HideMaintenance().Reversible()],
            .. Switching.Conclude(application, release, target, []),
        ];
    }
}
