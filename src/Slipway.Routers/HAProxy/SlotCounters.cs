using Slipway.Releases;
using Slipway.Routing;

namespace Slipway.Routers.HAProxy;

/// <summary>The counters of a slot's backends, over all services and all workers.</summary>
/// <param name="InFlight">Requests under way at this moment.</param>
/// <param name="Requests">Since the workers started.</param>
/// <param name="Errors">Answered with 5xx, the proxy's own included, or cut off in the middle of an answer.</param>
/// <param name="Latency">Mean milliseconds to the answer's first byte of the last 1024 requests, weighted by requests.</param>
internal sealed record SlotCounters(int InFlight, long Requests, long Errors, double Latency)
{
    public static SlotCounters Sum(IReadOnlyList<StatisticsTable> workers, Slot slot)
    {
        var rows = workers.SelectMany(statistics => statistics.Backends($"-{slot.Label()}")).ToList();
        var requests = rows.Sum(row => row.Number("req_tot"));
        return new SlotCounters(
            (int)rows.Sum(row => row.Number("scur")),
            requests,
            rows.Sum(row => row.Number("hrsp_5xx") + row.Number("srv_abrt")),
            requests == 0 ? 0 : rows.Sum(row => (double)row.Number("rtime") * row.Number("req_tot")) / requests);
    }

    /// <summary>The traffic since <paramref name="start"/>; since the proxy started if that is null or was before the proxy's last start.</summary>
    public SlotStatistics Since(SlotCounters? start)
    {
        var from = start is not null && start.Requests <= Requests && start.Errors <= Errors ? start : this with { Requests = 0, Errors = 0 };
        var requests = Requests - from.Requests;
        return new SlotStatistics(requests, Errors - from.Errors, requests == 0 ? null : TimeSpan.FromMilliseconds(Latency));
    }
}
