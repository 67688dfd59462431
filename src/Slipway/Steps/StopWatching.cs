namespace Slipway.Steps;

/// <summary>Ends the watch of a switch that did not come to its end: what it counted says nothing.</summary>
internal sealed record StopWatching : Step
{
    public override string Describe() => "Stop watching";

    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await context.Traffic.EndAsync(cancellationToken);
        return null;
    }
}
