using Slipway.Releases;

namespace Slipway.Steps;

/// <summary>Stops all services of a slot while a maintenance page stands before it. They stay, to be brought back by an undo or a rollback.</summary>
public sealed record StopSlot(Slot Slot, IReadOnlyList<Replica> Replicas) : Step
{
    public override string Describe() => $"Stop in the {Slot.Label()} slot: {Replica.Names(Replicas)}";

    public override async Task<string?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await StopReplicas.StopAsync(context, Replicas, cancellationToken);
        return null;
    }

    public override string? DescribeUndo() => new RestoreSlot(Slot, Replicas).Describe();

    public override Task UndoAsync(StepContext context, CancellationToken cancellationToken) =>
        new RestoreSlot(Slot, Replicas).RunAsync(context, cancellationToken);
}
