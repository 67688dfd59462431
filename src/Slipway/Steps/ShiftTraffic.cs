using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>The switch: from here on every new request follows another split.</summary>
public sealed record ShiftTraffic(Split From, Split To) : Step
{
    public override string Describe() => $"Shift traffic from {From} to {To}";

    public override bool ShiftsTraffic => true;

    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await context.Router.ShiftAsync(To, cancellationToken);
        return null;
    }

    /// <summary>Undone by giving everything back at once.</summary>
    public PlannedStep Reversible() => WithUndo(new ShiftBack(From));
}
