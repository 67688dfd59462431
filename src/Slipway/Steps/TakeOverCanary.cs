using Slipway.Releases;
using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>Takes over a canary that waited. Does nothing but answer for it: what fails from here on takes it back to nothing at once.</summary>
public sealed record TakeOverCanary(Slot Canary) : Step
{
    public override string Describe() => $"Take over the canary in the {Canary.Label()} slot";

    public override Task<string?> RunAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public override string? DescribeUndo() => $"Shift traffic back to {Canary.Other().Label()} and clear the {Canary.Label()} slot";

    public override async Task UndoAsync(StepContext context, CancellationToken cancellationToken)
    {
        await context.Router.ShiftAsync(Split.All(Canary.Other()), cancellationToken);
        await new ClearSlot(Canary).RunAsync(context, cancellationToken);
    }
}
