namespace Slipway.Steps;

/// <summary>Begins to send requests to the public address on a fixed schedule, so that a lost one is seen and counted.</summary>
/// <param name="Rate">Requests a second, for the step's sentence: <see cref="Applications.VerificationSettings.ProbeRate"/> counts.</param>
public sealed record WatchTraffic(int Rate) : Step
{
    /// <inheritdoc/>
    public override string Describe() => $"Watch the public address with {Rate} requests a second";

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        // What can't be reached from here would only count its own failures.
        if (context.Site?.Unreached is null)
        {
            await context.Traffic.BeginAsync(cancellationToken);
        }

        return null;
    }

    /// <summary>Undone by watching no longer.</summary>
    public PlannedStep Reversible() => WithUndo(new StopWatching());
}
