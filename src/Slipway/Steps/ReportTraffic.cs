namespace Slipway.Steps;

/// <summary>Ends the watch and says how many requests were sent and how many were lost.</summary>
public sealed record ReportTraffic : Step
{
    /// <inheritdoc/>
    public override string Describe() => "Count the requests that were sent and lost during the switch";

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken) =>
        await context.Traffic.EndAsync(cancellationToken) is { } counted ? new CountedTraffic(counted) : null;
}
