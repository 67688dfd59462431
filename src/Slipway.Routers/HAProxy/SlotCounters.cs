using Slipway.Routers.Foundation;
using Slipway.Routing;

namespace Slipway.Routers.HAProxy;

/// <summary>The counters of a slot's backends, over all services and all workers.</summary>
/// <param name="InFlight">Requests under way at this moment, Slipway's own among them.</param>
/// <param name="Requests">Of clients, since the workers started.</param>
/// <param name="Errors">Answered with 5xx, the proxy's own included, or cut off in the middle of an answer.</param>
/// <param name="Latency">Mean milliseconds to the answer's first byte of the last 1024 requests, weighted by requests.</param>
/// <param name="Lost">Of the errors, those that no server answered with 5xx, or not to the end.</param>
internal sealed record SlotCounters(int InFlight, long Requests, long Errors, double Latency, long Lost)
{
    public static SlotCounters Sum(IReadOnlyList<StatisticsTable> workers, Slot slot)
    {
        string[] clients = [$"-{slot.Label()}", $"-{slot.Label()}{HAProxyConfiguration.FreshSuffix}"];
        var rows = workers.SelectMany(statistics => clients.SelectMany(statistics.Backends)).ToList();
        var own = workers.SelectMany(statistics => statistics.Backends($"-{slot.Label()}{HAProxyConfiguration.OwnSuffix}"));
        var requests = rows.Sum(row => row.Number("req_tot"));
        return new SlotCounters(
            (int)rows.Concat(own).Sum(row => row.Number("scur")),
            requests,
            rows.Sum(row => row.Number("hrsp_5xx") + row.Number("srv_abrt")),
            requests == 0 ? 0 : rows.Sum(row => (double)row.Number("rtime") * row.Number("req_tot")) / requests,
            // A backend counts the proxy's own answers too, a server only what it answered.
            long.Max(0, rows.Sum(row => row.Number("hrsp_5xx") + row.Number("srv_abrt"))
                - workers.Sum(statistics => clients.SelectMany(statistics.Servers).Sum(row => row.Number("hrsp_5xx")))));
    }

    public SlotTally Tally => new(Requests, Errors)
    {
        Lost = Lost, RecentLatency = TimeSpan.FromMilliseconds(Latency),
    };
}
