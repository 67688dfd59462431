using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>
/// Gives a canary another share. It has no undo of its own: the first shift has, and that one goes back to nothing at once, not share by share.
/// </summary>
public sealed record RaiseShare(Split From, Split To) : Step
{
    public override string Describe() => $"Shift traffic from {From} to {To}";

    public override async Task<string?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await context.Router.ShiftAsync(To, cancellationToken);
        return null;
    }
}
