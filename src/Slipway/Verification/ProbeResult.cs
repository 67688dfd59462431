using System.Globalization;
using Slipway.Keeper;

namespace Slipway.Verification;

/// <summary>
/// What the open-loop probe counted. Latencies run from the instant a request was due, so a stall counts for everything it held up.
/// </summary>
public sealed record ProbeResult
{
    /// <summary>Requests that were due, whatever became of them.</summary>
    public required int Sent { get; init; }

    /// <summary>
    /// Due while the probe itself stood still for more than a second, and so never sent. Neither answered nor lost. Default 0.
    /// </summary>
    public int Omitted { get; init; }

    /// <summary>Whole answers with a status below 500.</summary>
    public required int Answered { get; init; }

    /// <summary>Not answered, or answered with a status of 500 and above, or by the router itself.</summary>
    public int Failed => Sent - Answered;

    /// <summary>
    /// Of <see cref="Failed"/>, those that the application answered with 5xx, where that can be told. Default 0.
    /// </summary>
    public int Errors { get; init; }

    /// <summary>Of <see cref="Failed"/>, those that the application did not answer.</summary>
    public int Lost => Failed - Errors;

    /// <summary>Failed requests by reason.</summary>
    public required IReadOnlyDictionary<string, int> Reasons { get; init; }

    /// <summary>The first 20 failed requests, in the order they were due.</summary>
    public required IReadOnlyList<ProbeFailure> FirstFailures { get; init; }

    /// <summary>
    /// Answers by the slot that gave them, as <see cref="Routing.Preview.Header"/> says; answers without it are not counted here.
    /// </summary>
    public required IReadOnlyDictionary<string, int> Answers { get; init; }

    /// <summary>Median latency of the answered requests; zero when there are none.</summary>
    public required TimeSpan P50 { get; init; }

    /// <summary>The latency that one in a hundred of the answered requests exceeds; zero when there are none.</summary>
    public required TimeSpan P99 { get; init; }

    /// <summary>The longest latency of an answered request; zero when there are none.</summary>
    public required TimeSpan Max { get; init; }

    /// <summary>The counts as a clause; with lost requests also why, and which was the first.</summary>
    public override string ToString()
    {
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{Sent} requests sent, {Failed} failed (p50 {LatencyFigures.Format(P50)} ms, p99 {LatencyFigures.Format(P99)} ms)");
        text = Omitted == 0
            ? text
            : string.Create(CultureInfo.InvariantCulture, $"{text}, {Omitted} not sent while the probe itself stood still");
        return Failed == 0
            ? text
            : $"{text}: {string.Join("; ", Reasons.Select(pair => $"{pair.Value} × {pair.Key}"))}; first at "
                + $"{FirstFailures[0].DueAt:HH:mm:ss.fff} UTC on {FirstFailures[0].Path}";
    }
}
