using Slipway.Journal;
using Slipway.Releases;

namespace Slipway.Planning;

/// <summary>
/// Fills the slot that gets no traffic, proves it healthy and of the right version, shifts all traffic at once, and retires the old slot.
/// The first release has no old slot; everything else is the same.
/// </summary>
public sealed class BlueGreen : IStrategy
{
    public StrategyKind Kind => StrategyKind.BlueGreen;

    public Plan Plan(Application application, ObservedState state, BegunRelease release)
    {
        var target = Switching.Target(state);
        var begun = Switching.Begin(release, state, Kind);
        return new Plan
        {
            Kind = RunKind.Deploy,
            Release = begun,
            Slot = target,
            Steps = [.. Switching.Arrive(application, state, begun, target), .. Switching.Switch(application, state, begun, target, admitted: false)],
            FollowUp = Switching.FollowUp(application, state, begun, target, Switching.Watches(application, state)),
        };
    }
}
