namespace Slipway.Steps;

/// <summary>Begins to send requests to the public address on a fixed schedule, so that a lost one is seen and counted.</summary>
public sealed record WatchTraffic(int Rate) : Step
{
    public override string Describe() => $"Watch the public address with {Rate} requests a second";

    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await context.Traffic.BeginAsync(cancellationToken);
        return null;
    }

    /// <summary>Undone by watching no longer.</summary>
    public PlannedStep Reversible() => WithUndo(new StopWatching());
}
