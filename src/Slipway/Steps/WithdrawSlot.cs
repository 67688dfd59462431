using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>Makes the router forget a slot that gets no traffic.</summary>
/// <param name="Slot">The slot.</param>
public sealed record WithdrawSlot(Slot Slot) : Step
{
    /// <inheritdoc/>
    public override string Describe() => $"Withdraw the {Slot.Label()} slot from the router";

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await context.Router.WithdrawAsync(Slot, cancellationToken);
        return null;
    }
}
