using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>Gives the traffic back as it was before a switch: all of it at once, however many shifts there were since.</summary>
public sealed record ShiftBack(Split To) : Step
{
    public override string Describe() => $"Shift traffic back to {To}";

    public override bool ShiftsTraffic => true;

    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await context.Router.ShiftAsync(To, cancellationToken);
        return null;
    }
}
