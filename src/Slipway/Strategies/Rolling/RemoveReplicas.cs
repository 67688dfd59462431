using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Routing;
using Slipway.Steps;

namespace Slipway.Strategies.Rolling;

/// <summary>Removes replicas that get no new requests, with their secrets.</summary>
internal sealed record RemoveReplicas(Slot Slot, IReadOnlyList<Replica> Replicas) : Step
{
    public override string Describe() => $"Remove from the {Slot.Label()} slot: {Replica.Names(Replicas)}";

    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        // They may have had traffic: what is under way ends first.
        var left = await new DrainReplicas(Slot, Replicas).RunAsync(context, cancellationToken);
        foreach (var replica in Replicas)
        {
            await Stopping.StopAsync(context, replica.Container, cancellationToken);
            await context.Engine.Containers.RemoveAsync(replica.Container, cancellationToken);
            await context.Engine.Volumes.RemoveAsync(ResourceNames.SecretsVolume(replica.Container), cancellationToken);
        }

        return left;
    }
}
