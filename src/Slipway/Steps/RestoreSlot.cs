using Slipway.Hosts;
using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>
/// Brings all services of the slot that was live back: running, healthy, and known to the router at the addresses that they have now.
/// </summary>
/// <param name="Slot">The slot.</param>
/// <param name="Replicas">All containers of its services, those that still run too.</param>
public sealed record RestoreSlot(Slot Slot, IReadOnlyList<Replica> Replicas) : Step
{
    /// <inheritdoc/>
    public override string Describe() => $"Bring back in the {Slot.Label()} slot: {Replica.Names(Replicas)}";

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await new RestartReplicas(Slot, Replicas).RunAsync(context, cancellationToken);
        await AdmitSlot.AdmitAsync(context, Slot, Replicas, cancellationToken);
        return null;
    }
}
