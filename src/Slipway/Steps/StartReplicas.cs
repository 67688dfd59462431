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

    /// <summary>Undone by removing them.</summary>
    public PlannedStep Reversible() => WithUndo(new RemoveReplicas(Slot, Replicas));
}
