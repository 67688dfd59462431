using Slipway.Hosts;
using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>Starts replicas that were stopped and waits until they are healthy.</summary>
internal sealed record RestartReplicas(Slot Slot, IReadOnlyList<Replica> Replicas) : Step
{
    public override string Describe() => $"Start again in the {Slot.Label()} slot: {Replica.Names(Replicas)}";

    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await Task.WhenAll(Replicas.Select(replica => context.Engine.Containers.StartAsync(replica.Container, cancellationToken)));
        return await new AwaitHealthy(Slot, Replicas).RunAsync(context, cancellationToken);
    }
}
