using Slipway.Applications;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Strategies.BlueGreen;
using Slipway.Strategies.Foundation;

namespace Slipway.Strategies.Canary;

/// <summary>
/// Gives the new version a small share of the traffic, and more as it proves itself: by an analysis, or by a person who looks
/// (<see cref="CanarySettings.Manual"/>). What is worse than the old version goes back to nothing at once. The first release has nothing to
/// be compared with.
/// </summary>
internal sealed class CanaryStrategy : Strategy
{
    public override string Name => CanarySettings.StrategyName;

    public override IEnumerable<string> FindMissing(Application application, RouterCapabilities router)
    {
        var settings = application.SettingsOf<CanarySettings>();
        (bool Missing, string What)[] needs =
        [
            (!router.Weights, "share the traffic between two slots"),
            (!router.Statistics && settings is { Manual: false, Analysis: not null },
                "tell errors and latency of a slot, which the analysis compares"),
            (!router.CanaryMarks && settings.Mark is not null, "send marked requests to the canary"),
        ];
        return needs.Where(need => need.Missing).Select(need => need.What);
    }

    public override IEnumerable<SpecificationFault> Check(Application application, ObservedState state) => SpecificationFault.Unless(
        !state.Router.Maintenance, "strategy",
        "canary needs traffic, and the maintenance page is on: turn it off with `Maintenance --off`, or choose another strategy");

    public override Plan Plan(Application application, ObservedState state, BegunRelease release)
    {
        if (state.Live is not { } old)
        {
            return new BlueGreenStrategy().Plan(application, state, release);
        }

        var target = old.Other();
        var begun = Switching.Begin(release, state, Name);
        var settings = application.SettingsOf<CanarySettings>();
        var plan = new Plan
        {
            Kind = RunKind.Deploy,
            Release = begun,
            Slot = target,
            Steps =
            [
                .. Switching.Arrive(application, state, begun, target),
                .. Present(application, state, begun, target, settings),
            ],
        };
        var shift = new ShiftTraffic(state.Router.Split, SplitOf(settings, target, settings.Steps[0]));
        return settings.Manual && settings.Steps[0] < 100
            ? Wait(plan with { Steps = [.. plan.Steps, shift.Reversible()] })
            : Finish(application, state, plan with { Steps = [.. plan.Steps, .. Raise(settings, target, shift)] });
    }

    public override Plan Promote(Application application, ObservedState state, PausedRun paused, bool toFull, string by)
    {
        var settings = application.SettingsOf<CanarySettings>();
        var (target, release) = (paused.Slot, paused.Begun with { By = by });
        var next = toFull ? 100 : Next(settings, state.Router.Split, target);
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
                new ShiftTraffic(state.Router.Split, SplitOf(settings, target, next)),
            ],
        };
        return next < 100 ? Wait(plan) : Finish(application, state, plan);
    }

    public override string DescribePaused(PausedRun paused) => $"The canary of release {paused.Begun.Number} {paused.Where}";

    public override string DescribeChoice(PausedRun paused) => "`PromoteCanary` takes it to its next share, `AbortCanary` takes it back";

    public override string DescribeStatus(Application application, Split split, PausedRun paused) =>
        $"{DescribePaused(paused)} at {split.Share(paused.Slot)} %. `PromoteCanary` takes it to "
            + $"{Next(application.SettingsOf<CanarySettings>(), split, paused.Slot)} %, `AbortCanary` takes it back.";

    /// <summary>The share after the one that the canary has.</summary>
    private static int Next(CanarySettings settings, Split split, Slot canary) =>
        settings.Steps.FirstOrDefault(step => step > split.Share(canary), 100);

    /// <summary>What fails from here on takes the canary back to nothing at once.</summary>
    private static PlannedStep TakeOver(Slot canary) =>
        new Intention($"Take over the canary in the {canary.Label()} slot").WithUndo(new Composite(
        $"Shift traffic back to {canary.Other().Label()} and clear the {canary.Label()} slot", new ShiftBack(Split.All(canary.Other())),
        new ClearSlot(canary)));

    /// <summary>Only the first shift has an undo: that one goes back to nothing at once, not share by share.</summary>
    private static IEnumerable<PlannedStep> Raise(CanarySettings settings, Slot target, ShiftTraffic first)
    {
        yield return first.Reversible();
        var split = first.To;
        foreach (var percent in settings.Steps.Skip(1))
        {
            yield return settings.Analysis is { } analysis
                ? (Step)new AnalyseCanary(target, settings.Pause, analysis)
                : new Soak(settings.Pause);
            var next = SplitOf(settings, target, percent);
            yield return new ShiftTraffic(split, next);
            split = next;
        }
    }

    /// <summary>
    /// A version that has just started is not compared with one that has run for days: both are warmed up alike, at the same time.
    /// </summary>
    private static IEnumerable<PlannedStep> Present(
        Application application, ObservedState state, BegunRelease release, Slot target, CanarySettings settings)
    {
        var isCompared = settings is { Manual: false, Analysis: not null } && settings.Steps[0] < 100;
        var warmUp = application.Verification.WarmUp ?? (isCompared ? new WarmUpSettings() : null);
        var described = application with { Verification = application.Verification with { WarmUp = warmUp } };
        return Switching.Present(described, state, release, target, admitted: false).Select(step =>
            isCompared && step.Do is WarmUp alone ? (PlannedStep)(alone with { Compared = target.Other() }) : step);
    }

    private static Plan Wait(Plan plan) => plan with
    {
        Outcome = RunOutcome.Paused,
        Steps = [.. plan.Steps, .. plan.Steps.Where(step => step.Do is WatchTraffic).Select(_ => new ReportTraffic())],
    };

    private static Plan Finish(Application application, ObservedState state, Plan plan) => plan with
    {
        Steps =
        [
            .. plan.Steps,
            .. Switching.Conclude(application, plan.Release, plan.Slot!.Value, Switching.RunningWorkers(state, plan.Slot.Value.Other())),
        ],
        FollowUp = Switching.FollowUp(application, state, plan.Release, plan.Slot.Value, Switching.Watches(application, state)),
    };

    private static Split SplitOf(CanarySettings settings, Slot target, int percent) =>
        percent == 100 ? Split.All(target) : settings.Mark is null ? Split.Weighted(target, percent) : Split.CanaryOf(target, percent);
}
