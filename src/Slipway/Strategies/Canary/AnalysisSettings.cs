using static Slipway.Errors.SpecificationFault;

namespace Slipway.Strategies.Canary;

/// <summary>
/// How new is compared with old, by the router's own statistics. The two limits always hold; a pause that is long enough for
/// <see cref="MinimumSamples"/> is judged by a rank test as well. Missing data never passes.
/// </summary>
public sealed record AnalysisSettings
{
    /// <summary>Between two samples, 0.1 s to 10 min. Default 1 s.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Requests that each slot must have answered before anything is judged, 1 to 1,000,000. Default 20.</summary>
    public int MinimumRequests { get; init; } = 20;

    /// <summary>
    /// By how much the new version's share of errors may exceed the old one's, 0 to 1. Default 0.01: one request in a hundred.
    /// </summary>
    public double MaxErrorRateDifference { get; init; } = 0.01;

    /// <summary>How many times the old version's latency the new one's may be, 1 to 100. Default 1.5.</summary>
    public double MaxLatencyRatio { get; init; } = 1.5;

    /// <summary>
    /// Differences in latency up to this never count, 0 to 1 min. Default 10 ms: below it a shared machine's noise is larger than any
    /// fault.
    /// </summary>
    public TimeSpan LatencyTolerance { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// Samples of each slot that the rank test needs, 8 to 10,000. Default 30. A pause shorter than so many intervals is judged by the
    /// limits alone.
    /// </summary>
    public int MinimumSamples { get; init; } = 30;

    /// <summary>How likely an equally good version may be taken for a worse one by the rank test, 0.0001 to 0.2. Default 0.01.</summary>
    public double Significance { get; init; } = 0.01;

    /// <summary>
    /// How much longer than the pause is waited for data that is missing, 0 to 24 h. Default 60 s. Then the canary has failed.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    internal IEnumerable<SpecificationFault> Check()
    {
        (string Name, double Value, double Least, double Most)[] numbers =
        [
            ("minimumRequests", MinimumRequests, 1, 1_000_000), ("maxErrorRateDifference", MaxErrorRateDifference, 0, 1),
            ("maxLatencyRatio", MaxLatencyRatio, 1, 100), ("minimumSamples", MinimumSamples, 8, 10_000),
            ("significance", Significance, 0.0001, 0.2),
        ];
        (string Name, TimeSpan Value, TimeSpan Least, TimeSpan Most)[] times =
        [
            ("interval", Interval, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10)),
            ("latencyTolerance", LatencyTolerance, TimeSpan.Zero, TimeSpan.FromMinutes(1)),
            ("patience", Patience, TimeSpan.Zero, TimeSpan.FromHours(24)),
        ];
        return
        [
            .. numbers.SelectMany(number => UnlessWithin($"canary.analysis.{number.Name}", number.Value, number.Least, number.Most)),
            .. times.SelectMany(time => UnlessWithin($"canary.analysis.{time.Name}", time.Value, time.Least, time.Most)),
        ];
    }
}
