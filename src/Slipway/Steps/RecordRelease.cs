using Slipway.Applications;
using Slipway.Keeper;
using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>
/// Writes the release's record: from here on it is what should be live. A new version that has cost more requests than it may is not
/// recorded; one that comes back is, whatever it costs.
/// </summary>
/// <param name="Release">What is live now.</param>
/// <param name="Slot">Where it runs.</param>
public sealed record RecordRelease(BegunRelease Release, Slot Slot) : Step
{
    /// <inheritdoc/>
    public override string Describe() => $"Record release {Release.Number}";

    /// <inheritdoc/>
    /// <exception cref="RequestsLostException">More was lost since the switch than the description allows.</exception>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var verification = context.Application.Verification;
        var figures = context.Ledger is { } ledger ? await ledger.ReadAsync(cancellationToken) : null;
        if (Release.Restores is null && LossLimits.FindBreach(verification, figures) is { } breach)
        {
            throw new RequestsLostException(breach, figures ?? new SwitchFigures());
        }

        if (figures is { Sent: > 0, Lost: null })
        {
            context.Observer.Note(
                $"The application has answered none of {figures.Sent} requests for {verification.ProbePath} at the public address, not "
                    + "even before the switch: what was lost there is not known. verification.probePath names what is asked for.");
        }

        var record = ReleaseRecord.Of(Release, Slot, ConfigurationHash.Of(context.DescribedFor(Release)), context.Time.GetUtcNow())
            with
            {
                Downtime = context.Downtime.Measured, Figures = figures,
                Retention = (context.Installation ?? context.Application).Retention is > 0 and var kept ? kept : null,
            };
        await context.Journal.RecordAsync(record, cancellationToken);
        if (context.Ledger is { } counting)
        {
            counting.Recorded = record;
        }

        return new RecordedRelease(record);
    }
}
