using System.Globalization;
using Slipway.Verification;

namespace Slipway.Strategies.Canary;

/// <summary>Judges the new version by what it and the old one answered at the same time: pure.</summary>
internal static class CanaryAnalysis
{
    /// <param name="settings">What is allowed, and how much must be known.</param>
    /// <param name="pause">How long the share is kept: whether the rank test has its samples by then.</param>
    /// <param name="isOver">
    /// Whether the pause is over. Before that only the limits are looked at: a rank test that is asked again and again finds something.
    /// </param>
    /// <param name="canary">What the canary answered, sample by sample.</param>
    /// <param name="old">What the old version answered in the same intervals.</param>
    public static CanaryVerdict Judge(
        AnalysisSettings settings, TimeSpan pause, bool isOver, IReadOnlyList<TrafficSample> canary, IReadOnlyList<TrafficSample> old)
    {
        var (requests, against) = (canary.Sum(sample => sample.Requests), old.Sum(sample => sample.Requests));
        if (requests < settings.MinimumRequests || against < settings.MinimumRequests)
        {
            return Missing(
                $"the canary answered {requests} requests and the old version {against}; {settings.MinimumRequests} of each are needed");
        }

        var (rate, rateOfOld) = (ErrorRate(canary), ErrorRate(old));
        if (rate - rateOfOld > settings.MaxErrorRateDifference)
        {
            return Worse(
                $"{Percent(rate)} of its requests failed, {Percent(rateOfOld)} of the old version's; "
                    + $"{Percent(settings.MaxErrorRateDifference)} more is allowed");
        }

        if (Latency(canary) is not { } latency || Latency(old) is not { } latencyOfOld)
        {
            return Missing("the router does not tell the latency of both versions");
        }

        var slower = latency - latencyOfOld > settings.LatencyTolerance.TotalMilliseconds;
        if (slower && latency > latencyOfOld * settings.MaxLatencyRatio)
        {
            return Worse(
                $"it took {Milliseconds(latency)} a request, the old version {Milliseconds(latencyOfOld)}; "
                    + $"{settings.MaxLatencyRatio.ToString("0.##", CultureInfo.InvariantCulture)} times as long is allowed");
        }

        return isOver && pause >= settings.Interval * settings.MinimumSamples
            ? Rank(settings, canary, old, slower)
            : Good(rate, rateOfOld, latency, latencyOfOld);
    }

    private static CanaryVerdict Rank(
        AnalysisSettings settings, IReadOnlyList<TrafficSample> canary, IReadOnlyList<TrafficSample> old, bool slower)
    {
        var (latencies, latenciesOfOld) = (Latencies(canary), Latencies(old));
        if (latencies.Count < settings.MinimumSamples || latenciesOfOld.Count < settings.MinimumSamples)
        {
            return Missing(
                $"the rank test has {latencies.Count} samples of the canary and {latenciesOfOld.Count} of the old version; "
                    + $"{settings.MinimumSamples} of each are needed");
        }

        var errors = MannWhitney.ProbabilityOfLarger(ErrorRates(canary), ErrorRates(old));
        if (errors < settings.Significance)
        {
            return Worse($"it fails more often than the old version (rank test: p = {Probability(errors)})");
        }

        var time = MannWhitney.ProbabilityOfLarger(latencies, latenciesOfOld);
        return slower && time < settings.Significance
            ? Worse($"it is slower than the old version (rank test: p = {Probability(time)})")
            : Good(ErrorRate(canary), ErrorRate(old), Latency(canary)!.Value, Latency(old)!.Value);
    }

    private static double ErrorRate(IReadOnlyList<TrafficSample> samples) => TrafficSample.Sum(samples).ErrorRate;

    /// <summary>In milliseconds, each sample by its requests; null without any.</summary>
    private static double? Latency(IReadOnlyList<TrafficSample> samples)
    {
        var told = samples.Where(sample => sample.Requests > 0 && sample.Latency is not null).ToList();
        return told.Count == 0
            ? null
            : told.Sum(sample => sample.Latency!.Value.TotalMilliseconds * sample.Requests) / told.Sum(sample => sample.Requests);
    }

    private static List<double> Latencies(IReadOnlyList<TrafficSample> samples) =>
        [
            .. samples.Where(sample => sample.Requests > 0 && sample.Latency is not null)
                .Select(sample => sample.Latency!.Value.TotalMilliseconds),
        ];

    private static List<double> ErrorRates(IReadOnlyList<TrafficSample> samples) =>
        [.. samples.Where(sample => sample.Requests > 0).Select(sample => sample.ErrorRate)];

    private static CanaryVerdict Missing(string reason) => new(CanaryJudgement.Missing, reason);

    private static CanaryVerdict Worse(string reason) => new(CanaryJudgement.Worse, reason);

    private static CanaryVerdict Good(double rate, double rateOfOld, double latency, double latencyOfOld) => new(CanaryJudgement.Good,
        $"errors {Percent(rate)} against {Percent(rateOfOld)}, latency {Milliseconds(latency)} against {Milliseconds(latencyOfOld)}");

    private static string Percent(double rate) =>
        rate.ToString("0.##%", CultureInfo.InvariantCulture).Replace("%", " %", StringComparison.Ordinal);

    private static string Milliseconds(double milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.#} ms");

    private static string Probability(double p) => p.ToString("0.#####", CultureInfo.InvariantCulture);
}
