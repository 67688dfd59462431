using Slipway.Hosts;
using Slipway.Routing;
using Slipway.Steps;

namespace Slipway.Strategies.Rolling;

/// <summary>
/// Waits until no request is under way on replicas that get no new ones. What is left when the limit runs out is reported.
/// </summary>
internal sealed record DrainReplicas(Slot Slot, IReadOnlyList<Replica> Replicas) : Step
{
    public override string Describe() => $"Drain in the {Slot.Label()} slot: {Replica.Names(Replicas)}";

    public override Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken) => DrainSlot.DrainAsync(
        context, Replica.Names(Replicas),
        async token =>
        {
            var left = 0;
            foreach (var replica in Replicas)
            {
                left += await context.Router.CountInFlightAsync(Slot, replica.Container, token) ?? 0;
            }

            return left;
        },
        cancellationToken);
}
