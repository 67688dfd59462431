using Slipway.Applications;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Strategies.Foundation;

namespace Slipway.Strategies.BlueGreen;

/// <summary>
/// Fills the slot that gets no traffic, proves it healthy and of the right version, shifts all traffic at once, and retires the old slot.
/// The first release has no old slot; everything else is the same.
/// </summary>
internal sealed class BlueGreenStrategy : Strategy
{
    public override string Name => BlueGreenSettings.StrategyName;

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
                .. Switching.Switch(application, state, begun, target, admitted: false),
            ],
            FollowUp = Switching.FollowUp(application, state, begun, target, Switching.Watches(application, state)),
        };
    }
}
