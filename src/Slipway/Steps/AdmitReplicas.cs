using Slipway.Releases;

namespace Slipway.Steps;

/// <summary>Adds replicas of a slot to those that the router knows already, and waits until its own checks see them up.</summary>
public sealed record AdmitReplicas(Slot Slot, IReadOnlyList<Replica> Present, IReadOnlyList<Replica> Joining) : Step
{
    public override string Describe() => $"Admit to the router in the {Slot.Label()} slot: {Replica.Names(Joining)}";

    public override async Task<string?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await AdmitSlot.AdmitAsync(context, Slot, [.. Present, .. Joining], cancellationToken);
        return null;
    }

    public override string? DescribeUndo() => $"Withdraw from the router in the {Slot.Label()} slot: {Replica.Names(Joining)}";

    public override Task UndoAsync(StepContext context, CancellationToken cancellationToken) => AdmitSlot.AdmitAsync(context, Slot, Present, cancellationToken);
}
