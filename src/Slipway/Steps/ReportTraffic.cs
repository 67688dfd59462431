namespace Slipway.Steps;

/// <summary>
/// Ends the watch, says how many requests were sent and how many were lost, and keeps that in the release's record.
/// </summary>
public sealed record ReportTraffic : Step
{
    /// <inheritdoc/>
    public override string Describe() => "Count the requests that were sent and lost during the switch";

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var counted = await context.Traffic.EndAsync(cancellationToken);
        await (context.Ledger?.AmendAsync(context.Journal, cancellationToken) ?? Task.CompletedTask);
        return counted is null ? null : new CountedTraffic(counted);
    }
}
