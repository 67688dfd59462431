using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>Does with a drained slot what the policy says.</summary>
/// <param name="Slot">The slot, drained.</param>
/// <param name="Policy">What becomes of it.</param>
public sealed record RetireSlot(Slot Slot, RetirePolicy Policy) : Step
{
    /// <inheritdoc/>
    public override string Describe() => Policy switch
    {
        RetirePolicy.KeepWarm => $"Keep the {Slot.Label()} slot warm for a rollback",
        RetirePolicy.Stop => $"Stop the {Slot.Label()} slot",
        _ => $"Remove the {Slot.Label()} slot",
    };

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        switch (Policy)
        {
            case RetirePolicy.Stop:
                var cut = await OpenRequests.CutOffAsync(context, Slot, containers: null, cancellationToken);
                await context.Router.WithdrawAsync(Slot, cancellationToken);
                var containers = await context.Engine.Containers.ListAsync(context.Names.With((ResourceNames.SlotLabel, Slot.Label())),
                    cancellationToken);
                await Task.WhenAll(containers.Select(container =>
                    Stopping.StopAsync(context, container.Name, cancellationToken)));
                await (context.Ledger?.AmendAsync(context.Journal, cancellationToken) ?? Task.CompletedTask);
                return cut;
            case RetirePolicy.Remove:
                var cleared = await new ClearSlot(Slot).RunAsync(context, cancellationToken);
                await (context.Ledger?.AmendAsync(context.Journal, cancellationToken) ?? Task.CompletedTask);
                return cleared;
            default:
                return null;
        }
    }
}
