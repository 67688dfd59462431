using Slipway.Hosts;
using Slipway.Routing;
using Slipway.Steps;

namespace Slipway.Strategies.Rolling;

/// <summary>Keeps new requests from replicas of a slot; the others of the slot go on, and so do requests under way.</summary>
internal sealed record WithdrawReplicas(Slot Slot, IReadOnlyList<Replica> Remaining, IReadOnlyList<Replica> Leaving) : Step
{
    public override string Describe() => $"Withdraw from the router in the {Slot.Label()} slot: {Replica.Names(Leaving)}";

    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await AdmitSlot.AdmitAsync(context, Slot, Remaining, cancellationToken);
        return null;
    }

    /// <summary>Undone by admitting those that left again.</summary>
    public PlannedStep Reversible() => WithUndo(new AdmitReplicas(Slot, Remaining, Leaving) { Again = true });
}
