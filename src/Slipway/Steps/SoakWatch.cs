using System.Globalization;
using Slipway.Applications;
using Slipway.Verification;

namespace Slipway.Steps;

/// <summary>Judges a new version by what is seen of it, look by look: asks nobody.</summary>
/// <param name="bounds">What it is held to.</param>
/// <param name="before">What the old version answered before the switch; null when nothing is known of it.</param>
internal sealed class SoakWatch(SoakBounds bounds, TrafficSample? before)
{
    private readonly Dictionary<string, int> streaks = new(StringComparer.Ordinal);
    private readonly List<TrafficSample> newest = [];
    private TrafficSample all = TrafficSample.None;
    private int watched;
    private int lost;
    private SoakSample last = new();

    /// <summary>Whether a bound is broken now, though not for long enough yet.</summary>
    public bool IsInBreach => streaks.Values.Any(streak => streak > 0);

    private TrafficSample? Before => before is { } known && known.Requests >= bounds.MinimumRequests ? known : null;

    private double AllowedErrors => Before is { } known ? double.Max(bounds.MaxErrorRate, known.ErrorRate) : bounds.MaxErrorRate;

    /// <summary>Takes in one look. Which bound has been broken for long enough, by what was seen; null: none.</summary>
    public string? Add(SoakSample sample)
    {
        last = sample;
        all = TrafficSample.Sum([all, sample.Traffic]);
        (watched, lost) = (watched + sample.Watched, lost + sample.Lost);
        if (sample.Traffic.Requests > 0)
        {
            newest.Add(sample.Traffic);
            Trim();
        }

        return Count("faults", sample.Faults.Count == 0 ? null : string.Join("; ", sample.Faults))
            ?? Count("restarts", sample.Restarts <= bounds.MaxRestarts
                ? null
                : $"its containers were started again {Times(sample.Restarts)}; {bounds.MaxRestarts} is allowed")
            // What nobody asked for says nothing, neither good nor bad.
            ?? (sample.Traffic.Requests > 0 ? Count("errors", FindErrors(sample.Traffic)) : null)
            ?? (sample.Traffic.Requests > 0 ? Count("latency", FindLatency(sample.Traffic)) : null)
            // An address that can't be reached from here has never answered.
            ?? (sample.Watched > 0 && watched > lost ? Count("watch", FindLost(sample)) : null);
    }

    /// <summary>The figures until now, as a clause.</summary>
    public string Describe()
    {
        List<string> parts =
        [
            all.Requests == 0
                ? "no requests of clients"
                : $"{Number(all.Requests)} requests of clients, errors {Percent(all.ErrorRate)}"
                    + (Before is { } known ? $" (before: {Percent(known.ErrorRate)})" : "")
                    + (last.Traffic.Latency is { } latency
                        ? $", latency {Milliseconds(latency)}{(Before?.Latency is { } old ? $" (before: {Milliseconds(old)})" : "")}"
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
        while (newest.Count > 1 && newest.Skip(1).Sum(sample => sample.Requests) >= bounds.MinimumRequests)
        {
            newest.RemoveAt(0);
        }
    }

    /// <summary>A burst that is over stays among the newest requests for a while: only a look with errors of its own counts.</summary>
    private string? FindErrors(TrafficSample sample)
    {
        var judged = TrafficSample.Sum(newest);
        return judged.Requests >= bounds.MinimumRequests && sample.Errors > 0 && judged.ErrorRate > AllowedErrors
            ? $"{Percent(judged.ErrorRate)} of its last {Number(judged.Requests)} requests failed; {Percent(AllowedErrors)} is allowed"
                + (Before is { } known ? $", and {Percent(known.ErrorRate)} of the old version's failed before the switch" : "")
            : null;
    }

    private string? FindLatency(TrafficSample sample) =>
        newest.Sum(one => one.Requests) >= bounds.MinimumRequests && sample.Latency is { } latency
        && Before?.Latency is { } old && latency - old > bounds.LatencyTolerance && latency > old * bounds.MaxLatencyRatio
            ? $"it takes {Milliseconds(latency)} a request, the old version took {Milliseconds(old)} before the switch; "
                + $"{bounds.MaxLatencyRatio.ToString("0.##", CultureInfo.InvariantCulture)} times as long is allowed"
            : null;

    private string? FindLost(SoakSample sample) => (double)sample.Lost / sample.Watched > bounds.MaxErrorRate
        ? $"{Number(sample.Lost)} of the last {Number(sample.Watched)} requests that watch the public address failed; "
            + $"{Percent(bounds.MaxErrorRate)} is allowed"
        : null;

    private static string Times(int number) => number == 1 ? "once" : $"{Number(number)} times";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double rate) => string.Create(CultureInfo.InvariantCulture, $"{rate * 100:0.##} %");

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.#} ms");
}
