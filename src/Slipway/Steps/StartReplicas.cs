using Slipway.Releases;

namespace Slipway.Steps;

/// <summary>Creates and starts some replicas of a release. Containers that are there already stay.</summary>
public sealed record StartReplicas(Slot Slot, ReleaseRequest Request, IReadOnlyList<Replica> Replicas) : Step
{
    public override string Describe() => $"Start in the {Slot.Label()} slot: {Replica.Names(Replicas)} of release {SlotContainers.Content(Request)}";

    public override async Task<string?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await Task.WhenAll(Replicas.Select(replica =>
        {
            var service = context.Application.Services.Single(service => service.Name == replica.Route.Service);
            return StartSlot.StartAsync(context, service, Slot, replica.Number, Request, cancellationToken);
        }));
        return null;
    }

    public override string? DescribeUndo() => $"Remove from the {Slot.Label()} slot: {Replica.Names(Replicas)}";

    public override async Task UndoAsync(StepContext context, CancellationToken cancellationToken)
    {
        // They may have had traffic: what is under way ends first.
        await new DrainReplicas(Slot, Replicas).RunAsync(context, cancellationToken);
        foreach (var replica in Replicas)
        {
            await context.Engine.Containers.StopAsync(replica.Container, context.Application.Timeouts.Stop, cancellationToken);
            await context.Engine.Containers.RemoveAsync(replica.Container, cancellationToken);
            await context.Engine.Volumes.RemoveAsync(ResourceNames.SecretsVolume(replica.Container), cancellationToken);
        }
    }
}
