using Slipway.Journal;
using Slipway.Releases;
using Slipway.Routing;
using Slipway.Steps;

namespace Slipway.Planning;

/// <summary>
/// Fills the slot that gets no traffic, proves it healthy and of the right version, shifts all traffic at once, and retires the old slot.
/// The first release has no old slot; everything else is the same.
/// </summary>
public sealed class BlueGreen : IStrategy
{
    public Plan Plan(Application application, ObservedState state, ReleaseRequest request)
    {
        var target = (state.Live ?? Slot.Green).Other();
        // Pulled first: an image that is not to be had must not cost the warm slot that a rollback would need.
        var steps = new List<Step>(application.Images.Select(image => new PullImage(request.Images[image.Name])));
        if (!state.In(target).IsEmpty)
        {
            steps.Add(new ClearSlot(target));
        }

        steps.AddRange([new StartSlot(target, request), new AwaitHealthy(target)]);
        return new Plan
        {
            Kind = RunKind.Deploy,
            Request = request,
            Slot = target,
            Steps = [.. steps, .. Switching.Steps(application, state, request, target, admitted: false)],
            FollowUp = Switching.FollowUp(application, state, request, target, Switching.Watches(application, state)),
        };
    }
}
