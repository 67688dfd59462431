using Slipway.Applications;
using Slipway.Keeper;
using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>Writes the release's record: from here on it is what should be live.</summary>
/// <param name="Release">What is live now.</param>
/// <param name="Slot">Where it runs.</param>
public sealed record RecordRelease(BegunRelease Release, Slot Slot) : Step
{
    /// <inheritdoc/>
    public override string Describe() => $"Record release {Release.Number}";

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var record = ReleaseRecord.Of(Release, Slot, SlotContainers.Hash(context.DescribedFor(Release)), context.Time.GetUtcNow())
            with
            {
                Downtime = context.Downtime.Measured,
                Retention = (context.Installation ?? context.Application).Retention is > 0 and var kept ? kept : null,
            };
        await context.Journal.RecordAsync(record, cancellationToken);
        return new RecordedRelease(record);
    }
}
