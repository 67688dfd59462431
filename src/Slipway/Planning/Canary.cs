using Slipway.Journal;
using Slipway.Releases;
using Slipway.Routing;
using Slipway.Steps;

namespace Slipway.Planning;

/// <summary>
/// Gives the new version a small share of the traffic, and more as it proves itself: by an analysis, or by a person who looks
/// (<see cref="CanarySettings.Manual"/>). What is worse than the old version goes back to nothing at once. The first release has nothing to
/// be compared with.
/// </summary>
public sealed class Canary : IStrategy
{
    public StrategyKind Kind => StrategyKind.Canary;

    public Plan Plan(Application application, ObservedState state, BegunRelease release)
    {
        if (state.Live is not { } old)
        {
            return new BlueGreen().Plan(application, state, release);
        }

        var target = old.Other();
        var begun = Switching.Begin(release, state, Kind);
        var plan = new Plan
        {
            Kind = RunKind.Deploy,
            Release = begun,
            Slot = target,
            Steps = [.. Switching.Arrive(application, state, begun, target), .. Switching.Present(application, state, begun, target, admitted: false)],
        };
        var settings = application.Canary;
        var shift = new ShiftTraffic(state.Router.Split, SplitOf(settings, target, settings.Steps[0]));
        return settings.Manual && settings.Steps[0] < 100
            ? Wait(plan with { Steps = [.. plan.Steps, shift.Reversible()] })
            : Finish(application, state, plan with { Steps = [.. plan.Steps, .. Raise(settings, target, shift)] });
    }

    /// <summary>Takes a canary that waits to its next share, or all the way.</summary>
    public static Plan Promote(Application application, ObservedState state, WaitingCanary waiting, bool toFull, string by)
    {
        var (target, release) = (waiting.Slot, waiting.Begun with { By = by });
        var next = toFull ? 100 : waiting.Next(application.Canary, state.Router.Split);
        var plan = new Plan
        {
            Kind = RunKind.Promote,
            Release = release,
            Slot = target,
            Steps =
            [
                TakeOver(target),
                new AwaitHealthy(target),
                .. Switching.Present(application, state, release, target, admitted: state.Router.Up.Contains(target)),
                new ShiftTraffic(state.Router.Split, SplitOf(application.Canary, target, next)),
            ],
        };
        return next < 100 ? Wait(plan) : Finish(application, state, plan);
    }

    /// <summary>Takes a canary that waits back.</summary>
    public static Plan Abort(ObservedState state, WaitingCanary waiting, string by) => new()
    {
        Kind = RunKind.Abort,
        Release = waiting.Begun with { By = by },
        Slot = waiting.Slot,
        Steps =
        [
            new EnsureRouter(),
            new ShiftTraffic(state.Router.Split, Split.All(waiting.Slot.Other())),
            new DrainSlot(waiting.Slot),
            new ClearSlot(waiting.Slot),
        ],
    };

    /// <summary>What fails from here on takes the canary back to nothing at once.</summary>
    private static PlannedStep TakeOver(Slot canary) => new Intention($"Take over the canary in the {canary.Label()} slot").WithUndo(new Composite(
        $"Shift traffic back to {canary.Other().Label()} and clear the {canary.Label()} slot", new ShiftBack(Split.All(canary.Other())), new ClearSlot(canary)));

    /// <summary>Only the first shift has an undo: that one goes back to nothing at once, not share by share.</summary>
    private static IEnumerable<PlannedStep> Raise(CanarySettings settings, Slot target, ShiftTraffic first)
    {
        yield return first.Reversible();
        var split = first.To;
        foreach (var percent in settings.Steps.Skip(1))
        {
            yield return settings.Analysis is { } analysis ? (Step)new AnalyseCanary(target, settings.Pause, analysis) : new Soak(settings.Pause);
            var next = SplitOf(settings, target, percent);
            yield return new ShiftTraffic(split, next);
            split = next;
        }
    }

    private static Plan Wait(Plan plan) => plan with
    {
        Outcome = RunOutcome.Paused,
        Steps = [.. plan.Steps, .. plan.Steps.Where(step => step.Do is WatchTraffic).Select(_ => new ReportTraffic())],
    };

    private static Plan Finish(Application application, ObservedState state, Plan plan) => plan with
    {
        Steps = [.. plan.Steps, .. Switching.Conclude(application, plan.Release, plan.Slot!.Value, Switching.RunningWorkers(state, plan.Slot.Value.Other()))],
        FollowUp = Switching.FollowUp(application, state, plan.Release, plan.Slot.Value, Switching.Watches(application, state)),
    };

    private static Split SplitOf(CanarySettings settings, Slot target, int percent) =>
        percent == 100 ? Split.All(target) : settings.Mark is null ? Split.Weighted(target, percent) : Split.CanaryOf(target, percent);
}
