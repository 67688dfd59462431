using Slipway.Hosts;
using Slipway.Routing;
using Slipway.Steps;

namespace Slipway.Strategies.Rolling;

/// <summary>Adds replicas of a slot to those that the router knows already, and waits until its own checks see them up.</summary>
internal sealed record AdmitReplicas(Slot Slot, IReadOnlyList<Replica> Present, IReadOnlyList<Replica> Joining) : Step
{
    /// <summary>Whether the router knew those that join before. Default false.</summary>
    public bool Again { get; init; }

    public override string Describe() =>
        $"Admit {(Again ? "again " : "")}to the router in the {Slot.Label()} slot: {Replica.Names(Joining)}";

    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await AdmitSlot.AdmitAsync(context, Slot, [.. Present, .. Joining], cancellationToken);
        return null;
    }

    /// <summary>Undone by withdrawing those that joined.</summary>
    public PlannedStep Reversible() => WithUndo(new WithdrawReplicas(Slot, Present, Joining));
}
