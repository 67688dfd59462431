using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>Gives the traffic back as it was before a switch: all of it at once, however many shifts there were since.</summary>
/// <param name="To">The split that was in force before.</param>
public sealed record ShiftBack(Split To) : Step
{
    /// <inheritdoc/>
    public override string Describe() => $"Shift traffic back to {To}";

    /// <inheritdoc/>
    public override bool ShiftsTraffic => true;

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await context.Router.ShiftAsync(To, cancellationToken);
        return null;
    }
}
