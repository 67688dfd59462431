using Slipway.Applications;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Plans;
using Slipway.Routing;
using Slipway.Steps;

namespace Slipway.Strategies.Foundation;

/// <summary>
/// A way to release: pure functions from what is observed and what is asked to lists of steps. All that the rest of the engine must know of
/// it, it says itself; one that is defined elsewhere joins by a <see cref="StrategyRegistry"/>.
/// </summary>
public abstract class Strategy
{
    /// <summary>As on a command line: lower-case letters, digits and dashes. Journal and records keep it.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Whether replicas of the old slot are stopped before the new version has everything: recovery starts all of them again. Default
    /// false.
    /// </summary>
    public virtual bool StopsOldReplicas => false;

    /// <summary>Whether it shows the maintenance page on its way. Default false.</summary>
    public virtual bool ShowsMaintenance => false;

    /// <summary>
    /// Whether two versions must never run at once: on every way back too, the one stops before the other is started. Default false.
    /// </summary>
    public virtual bool RunsAlone => false;

    /// <summary>What it needs and the router can't, each as the end of "a router that can ...". Default: it needs nothing.</summary>
    /// <param name="application">The description.</param>
    /// <param name="router">What the proxy can do.</param>
    public virtual IEnumerable<string> FindMissing(Application application, RouterCapabilities router) => [];

    /// <summary>What keeps it from releasing now, besides the router; empty (the default) when nothing does.</summary>
    /// <param name="application">The description.</param>
    /// <param name="state">What is observed now.</param>
    /// <returns>Every fault, each with its path.</returns>
    public virtual IEnumerable<SpecificationFault> Check(Application application, ObservedState state) => [];

    /// <summary>The steps of a release in this way.</summary>
    /// <param name="release">Not begun yet: <see cref="Switching.Begin"/> writes down how.</param>
    /// <param name="application">The description.</param>
    /// <param name="state">What is observed now.</param>
    public abstract Plan Plan(Application application, ObservedState state, BegunRelease release);

    /// <summary>
    /// How an earlier release comes back to an application that is described with this strategy. Default: its slot is started, proved, and
    /// gets everything at once.
    /// </summary>
    /// <param name="application">The description.</param>
    /// <param name="state">What is observed now.</param>
    /// <param name="release">The earlier release, under a number of its own and not begun yet.</param>
    public virtual Plan PlanReturn(Application application, ObservedState state, BegunRelease release)
    {
        var target = Switching.Target(state);
        var begun = Switching.Begin(release, state, strategy: null);
        var admitted = Switching.IsWarm(state, begun, target) && state.Router.Up.Contains(target);
        return new Plan
        {
            Kind = RunKind.Rollback,
            Release = begun,
            Slot = target,
            Steps =
            [
                .. Switching.PrepareReturn(state, begun, target),
                Switching.StartReturn(state, begun, target),
                new AwaitHealthy(target),
                .. Switching.Switch(application, state, begun, target, admitted),
            ],
            FollowUp = Switching.FollowUp(application, state, begun, target, Switching.Watches(application, state)),
        };
    }

    /// <summary>Takes a run of this strategy further that waits for a person.</summary>
    /// <param name="toFull">All the way rather than to its next share.</param>
    /// <param name="application">The description.</param>
    /// <param name="state">What is observed now.</param>
    /// <param name="paused">The run that waits.</param>
    /// <param name="by">Who decides: user and machine.</param>
    /// <exception cref="UsageException">The default: such a run can't be taken further.</exception>
    public virtual Plan Promote(Application application, ObservedState state, PausedRun paused, bool toFull, string by) =>
        throw new UsageException($"{DescribePaused(paused)}. {DescribeChoice(paused)}.") { SaysUntouched = true };

    /// <summary>
    /// Takes a run of this strategy back that waits for a person: everything goes to the other slot, and its own is cleared.
    /// </summary>
    /// <param name="state">What is observed now.</param>
    /// <param name="paused">The run that waits.</param>
    /// <param name="by">Who decides: user and machine.</param>
    public virtual Plan Abort(ObservedState state, PausedRun paused, string by)
    {
        var old = paused.Slot.Other();
        return new Plan
        {
            Kind = RunKind.Abort,
            Release = paused.Begun with { By = by },
            Slot = paused.Slot,
            Steps =
            [
                new EnsureRouter(),
                .. Switching.Revive(state.In(old)),
                new ShiftTraffic(state.Router.Split, Split.All(old)),
                new DrainSlot(paused.Slot),
                new ClearSlot(paused.Slot),
            ],
        };
    }

    /// <summary>What waits for a person, as the beginning of a sentence.</summary>
    /// <param name="paused">The run that waits.</param>
    public virtual string DescribePaused(PausedRun paused) => $"{paused}";

    /// <summary>What a person can do with it, as a sentence without a full stop.</summary>
    /// <param name="paused">The run that waits.</param>
    public virtual string DescribeChoice(PausedRun paused) => "`AbortCanary` takes it back";

    /// <summary>Both, as a status says it.</summary>
    /// <param name="application">The description.</param>
    /// <param name="split">How the traffic is shared now.</param>
    /// <param name="paused">The run that waits.</param>
    public virtual string DescribeStatus(Application application, Split split, PausedRun paused) =>
        $"{DescribePaused(paused)} at {split.Share(paused.Slot)} %. {DescribeChoice(paused)}.";
}
