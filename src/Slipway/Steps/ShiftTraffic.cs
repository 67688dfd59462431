using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>The switch: from here on every new request follows another split.</summary>
/// <param name="From">The split in force, which an undo gives back.</param>
/// <param name="To">The split from here on.</param>
public sealed record ShiftTraffic(Split From, Split To) : Step
{
    /// <summary>Whether the traffic is seen to go there already, which is made sure of. Default false.</summary>
    public bool IsDone { get; init; }

    /// <inheritdoc/>
    public override string Describe() => IsDone ? $"Make sure that all traffic goes to {To}" : $"Shift traffic from {From} to {To}";

    /// <inheritdoc/>
    public override bool ShiftsTraffic => true;

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await (context.Ledger?.BeginShiftAsync(cancellationToken) ?? Task.CompletedTask);
        await context.Router.ShiftAsync(To, cancellationToken);
        context.Ledger?.EndShift();
        return null;
    }

    /// <summary>Undone by giving everything back at once.</summary>
    public PlannedStep Reversible() => WithUndo(new ShiftBack(From));
}
