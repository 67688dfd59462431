using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>The switch: from here on every new request follows another split.</summary>
public sealed record ShiftTraffic(Split From, Split To) : Step
{
    public override string Describe() => $"Shift traffic from {From} to {To}";

    public override async Task<string?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await context.Router.ShiftAsync(To, cancellationToken);
        return null;
    }

    public override string? DescribeUndo() => $"Shift traffic back to {From}";

    public override Task UndoAsync(StepContext context, CancellationToken cancellationToken) => context.Router.ShiftAsync(From, cancellationToken);
}
