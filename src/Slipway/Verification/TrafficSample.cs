using Slipway.Routing;

namespace Slipway.Verification;

/// <summary>What one slot answered to clients between two looks at the router's statistics.</summary>
/// <param name="Requests">Answered in between.</param>
/// <param name="Errors">Of these, with 5xx or not at all.</param>
/// <param name="Latency">Mean time to answer of the recent ones; null when the router can't tell.</param>
internal sealed record TrafficSample(long Requests, long Errors, TimeSpan? Latency)
{
    /// <summary>Nothing was answered, or nothing is known of it.</summary>
    public static TrafficSample None { get; } = new(0, 0, null);

    /// <summary>Of the errors, those that the application did not answer; null (the default) when the router can't tell.</summary>
    public long? Lost { get; init; }

    /// <summary>The share of errors, 0 to 1; not a number without requests.</summary>
    public double ErrorRate => (double)Errors / Requests;

    /// <summary>All that a slot has answered since the proxy counts.</summary>
    public static TrafficSample Of(SlotStatistics all) => new(all.Requests, all.Errors, all.AverageLatency) { Lost = all.Lost };

    /// <summary>
    /// Null where the counters went back: they are those of a proxy that began anew, and what was in between is not known.
    /// </summary>
    public static TrafficSample? Between(SlotStatistics before, SlotStatistics now) =>
        now.Requests < before.Requests || now.Errors < before.Errors || now.Lost < before.Lost
            ? null
            : new TrafficSample(now.Requests - before.Requests, now.Errors - before.Errors, now.AverageLatency)
            {
                Lost = now.Lost - before.Lost,
            };

    /// <summary>Several, of one slot or of both, as one; without a latency.</summary>
    public static TrafficSample Sum(IReadOnlyCollection<TrafficSample> samples) =>
        new(samples.Sum(sample => sample.Requests), samples.Sum(sample => sample.Errors), null)
        {
            Lost = samples.Any(sample => sample.Lost is null) ? null : samples.Sum(sample => sample.Lost),
        };
}
