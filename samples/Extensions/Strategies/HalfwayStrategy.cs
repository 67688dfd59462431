using Slipway.Applications;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Strategies.Foundation;

namespace Extensions.Strategies;

/// <summary>
/// Gives the new version half of the traffic, waits, and asks again whether it is well before it gets the rest. What fails on the way takes
/// the half back at once.
/// </summary>
public sealed class HalfwayStrategy : Strategy
{
    public override string Name => HalfwaySettings.StrategyName;

    public override IEnumerable<string> FindMissing(Application application, RouterCapabilities router) =>
        router.Weights ? [] : ["share the traffic between two slots"];

    public override Plan Plan(Application application, ObservedState state, BegunRelease release)
    {
        var target = Switching.Target(state);
        var begun = Switching.Begin(release, state, Name);
        return new Plan
        {
            Kind = RunKind.Deploy,
            Release = begun,
            Slot = target,
            Steps =
            [
                .. Switching.Arrive(application, state, begun, target),
                .. Switching.Present(application, state, begun, target, admitted: false),
                .. Shift(application, state, begun, target),
                .. Switching.Conclude(application, begun, target, Switching.RunningWorkers(state, target.Other())),
            ],
            FollowUp = Switching.FollowUp(application, state, begun, target, Switching.Watches(application, state)),
        };
    }

    /// <summary>The first release of an application has nothing to share the traffic with.</summary>
    private static IEnumerable<PlannedStep> Shift(Application application, ObservedState state, BegunRelease release, Slot target)
    {
        var before = state.Router.Split;
        if (state.Live is null)
        {
            return [new ShiftTraffic(before, Split.All(target)).Reversible()];
        }

        var half = Split.Weighted(target, 50);
        return
        [
            new ShiftTraffic(before, half).Reversible(),
            new Soak(application.SettingsOf<HalfwaySettings>().Pause),
            new AwaitHealthy(target),
            // The first shift's undo gives everything back at once: this one needs none of its own.
            new ShiftTraffic(half, Split.All(target)),
        ];
    }
}
