using Slipway.Releases;

namespace Slipway.Steps;

/// <summary>Writes the release's record: from here on it is what should be live.</summary>
public sealed record RecordRelease(ReleaseRecord Record) : Step
{
    public override string Describe() => $"Record release {Record.Number}";

    public override async Task<string?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await context.Journal.RecordAsync(Record with { At = context.Time.GetUtcNow(), Downtime = context.Downtime.Measured }, cancellationToken);
        return null;
    }
}
