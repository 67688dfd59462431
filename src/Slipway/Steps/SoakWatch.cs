using System.Globalization;
using Slipway.Applications;
using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>Judges a new version by what is seen of it, look by look: asks nobody.</summary>
/// <param name="bounds">What it is held to.</param>
/// <param name="before">What the old version answered before the switch; null when nothing is known of it.</param>
internal sealed class SoakWatch(SoakBounds bounds, SlotStatistics? before)
{
    private readonly Dictionary<string, int> streaks = new(StringComparer.Ordinal);
    private readonly List<SoakSample> samples = [];
    private long requests;
    private long errors;
    private int watched;
    private int lost;
    private SoakSample last = new();

    /// <summary>Whether a bound is broken now, though not for long enough yet.</summary>
    public bool IsInBreach => streaks.Values.Any(streak => streak > 0);

    private SlotStatistics? Before => before is { } known && known.Requests >= bounds.MinimumRequests ? known : null;

    private double AllowedErrors => Before is { } known ? double.Max(bounds.MaxErrorRate, RateOf(known)) : bounds.MaxErrorRate;

    /// <summary>Takes in one look. Which bound has been broken for long enough, by what was seen; null: none.</summary>
    public string? Add(SoakSample sample)
    {
        last = sample;
        (requests, errors, watched, lost) =
            (requests + sample.Requests, errors + sample.Errors, watched + sample.Watched, lost + sample.Lost);
        if (sample.Requests > 0)
        {
            samples.Add(sample);
            Trim();
        }

        return Count("faults", sample.Faults.Count == 0 ? null : string.Join("; ", sample.Faults))
            ?? Count("restarts", sample.Restarts <= bounds.MaxRestarts
                ? null
                : $"its containers were started again {Times(sample.Restarts)}; {bounds.MaxRestarts} is allowed")
            // What nobody asked for says nothing, neither good nor bad.
            ?? (sample.Requests > 0 ? Count("errors", FindErrors(sample)) : null)
            ?? (sample.Requests > 0 ? Count("latency", FindLatency(sample)) : null)
            // An address that can't be reached from here has never answered.
            ?? (sample.Watched > 0 && watched > lost ? Count("watch", FindLost(sample)) : null);
    }

    /// <summary>The figures until now, as a clause.</summary>
    public string Describe()
    {
        List<string> parts =
        [
            requests == 0
                ? "no requests of clients"
                : $"{Number(requests)} requests of clients, errors {Percent((double)errors / requests)}"
                    + (Before is { } known ? $" (before: {Percent(RateOf(known))})" : "")
                    + (last.Latency is { } latency
                        ? $", latency {Milliseconds(latency)}{(Before?.AverageLatency is { } old ? $" (before: {Milliseconds(old)})" : "")}"
                        : ""),
            .. watched == 0 ? Array.Empty<string>() : [$"{Number(watched)} own requests, {Number(lost)} lost"],
            $"{Number(last.Restarts)} restarts",
            .. last.Faults,
        ];
        return string.Join("; ", parts);
    }

    /// <summary>One bound in its own row of looks: what is good again begins anew.</summary>
    private string? Count(string bound, string? breach)
    {
        streaks[bound] = breach is null ? 0 : streaks.GetValueOrDefault(bound) + 1;
        return streaks[bound] >= bounds.Sustained ? breach : null;
    }

    /// <summary>As many of the newest looks as it takes to have enough requests.</summary>
    private void Trim()
    {
        while (samples.Count > 1 && samples.Skip(1).Sum(sample => sample.Requests) >= bounds.MinimumRequests)
        {
            samples.RemoveAt(0);
        }
    }

    /// <summary>A burst that is over stays among the newest requests for a while: only a look with errors of its own counts.</summary>
    private string? FindErrors(SoakSample sample)
    {
        var (all, failed) = (samples.Sum(one => one.Requests), samples.Sum(one => one.Errors));
        var rate = (double)failed / all;
        return all >= bounds.MinimumRequests && sample.Errors > 0 && rate > AllowedErrors
            ? $"{Percent(rate)} of its last {Number(all)} requests failed; {Percent(AllowedErrors)} is allowed"
                + (Before is { } known ? $", and {Percent(RateOf(known))} of the old version's failed before the switch" : "")
            : null;
    }

    private string? FindLatency(SoakSample sample) =>
        samples.Sum(one => one.Requests) >= bounds.MinimumRequests && sample.Latency is { } latency
        && Before?.AverageLatency is { } old && latency - old > bounds.LatencyTolerance && latency > old * bounds.MaxLatencyRatio
            ? $"it takes {Milliseconds(latency)} a request, the old version took {Milliseconds(old)} before the switch; "
                + $"{bounds.MaxLatencyRatio.ToString("0.##", CultureInfo.InvariantCulture)} times as long is allowed"
            : null;

    private string? FindLost(SoakSample sample) => (double)sample.Lost / sample.Watched > bounds.MaxErrorRate
        ? $"{Number(sample.Lost)} of the last {Number(sample.Watched)} requests that watch the public address failed; "
            + $"{Percent(bounds.MaxErrorRate)} is allowed"
        : null;

    private static double RateOf(SlotStatistics known) => (double)known.Errors / known.Requests;

    private static string Times(int number) => number == 1 ? "once" : $"{Number(number)} times";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double rate) => string.Create(CultureInfo.InvariantCulture, $"{rate * 100:0.##} %");

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.#} ms");
}
