using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>Stops replicas that the router sends nothing to any more. They stay, to be started again by an undo or a rollback.</summary>
/// <param name="Slot">The slot that they belong to.</param>
/// <param name="Replicas">Those to stop; others of the slot go on.</param>
public sealed record StopReplicas(Slot Slot, IReadOnlyList<Replica> Replicas) : Step
{
    /// <inheritdoc/>
    public override string Describe() => $"Stop in the {Slot.Label()} slot: {Replica.Names(Replicas)}";

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var cut = await OpenRequests.CutOffAsync(
            context, Slot, [.. Replicas.Select(replica => replica.Container)], cancellationToken);
        await Task.WhenAll(Replicas.Select(replica =>
            Stopping.StopAsync(context, replica.Container, cancellationToken)));
        return cut;
    }

    /// <summary>Undone by starting them again.</summary>
    public PlannedStep Reversible() => WithUndo(new RestartReplicas(Slot, Replicas));
}
