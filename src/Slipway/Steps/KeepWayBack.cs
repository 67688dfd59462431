using Slipway.Releases;
using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>
/// Does nothing but remember the way back to a slot whose services do not all run any more: a new version that does not hold gives way to it.
/// </summary>
public sealed record KeepWayBack(Slot Slot, IReadOnlyList<Replica> Replicas) : Step
{
    public override string Describe() => $"Keep the way back to the {Slot.Label()} slot";

    public override Task<string?> RunAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public override string? DescribeUndo() => $"{new RestoreSlot(Slot, Replicas).Describe()}, and shift traffic back";

    public override async Task UndoAsync(StepContext context, CancellationToken cancellationToken)
    {
        await new RestoreSlot(Slot, Replicas).RunAsync(context, cancellationToken);
        await context.Router.ShiftAsync(Split.All(Slot), cancellationToken);
    }
}
