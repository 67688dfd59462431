using System.Text;

namespace Slipway.Bench.Routers;

/// <summary>The routers beside each other, in Markdown.</summary>
internal static class RouterTables
{
    public static string ToMarkdown(IReadOnlyList<RouterRow> rows, Asked asked)
    {
        var text = new StringBuilder(
            $"""

             ## Switches

             {asked.Switches} before each router, between two warm containers of the shop, under {SwitchSeries.Rate} requests a second that
             wait for no answer and are never sent again, half of them on kept connections, half on fresh ones: nine in ten short, the
             others half a second long or uploads of 100 kB. Times as median / P95 / P99. Bounds: of the share that loses something, exact,
             at 95 %; of the requests as if they were independent.

             | Router | Decision to first answer of the new slot | Longest gap between answers | Lost | Bound, switches | Bound, requests |
             |---|---|---|---|---|---|

             """);
        foreach (var row in rows)
        {
            text.AppendLine(row.Switches is { } series
                ? $"| {row.Router} | {series.FirstOfNew.Distribution} | {series.LongestGap.Distribution} | {series.Load.Failed} of "
                    + $"{series.Load.Sent:N0} | {series.SwitchBound:0.##%} | {series.RequestBound:0.####%} |"
                : $"| {row.Router} | not measured: {row.Obstacle} | | | | |");
        }

        text.Append(
            $"""

             ## Switches before a crowd

             {Crowd.Switches} switches each, while as many clients of wrk keep a connection to the router's container, ask again as soon as
             they were answered and wait for a minute, and {Crowd.WebSockets} WebSockets are open.

             | Router | Connections | Answers | Failed | WebSockets ended |
             |---|---|---|---|---|

             """);
        foreach (var (router, crowd) in rows.SelectMany(row => row.Crowds.Select(crowd => (row.Router, crowd))))
        {
            text.AppendLine(
                $"| {router} | {crowd.Connections:N0} | {crowd.Answers:N0} | {crowd.Failed:N0} | {crowd.Ended} of {crowd.Conversations} |");
        }

        text.Append(
            $"""

             ## The way through a router

             Answers a second beside the very same proxy under a dozen lines (kept connections; no counts, marks, checks, hold), both asked
             at their container, 32 kept connections of wrk, {asked.Time.TotalSeconds:0} s each, five alternating pairs: median of the
             ratios, in brackets the medians of both and how far the plain ones differ among themselves. The 99th percentile of the latency
             at half of the plain one's rate, by hey. Small answers are the shop's.

             | Router | Small | Small, TLS | 1 MB | p99 | Without a proxy |
             |---|---|---|---|---|---|

             """);
        foreach (var (router, path) in rows.Where(row => row.Path is not null).Select(row => (row.Router, row.Path!)))
        {
            text.AppendLine(
                $"| {router} | {Rates(path.Small)} | {Rates(path.SmallTls)} | {Rates(path.Megabyte)} | {Show(path.P99, "0.0", " ms")} | "
                    + $"{path.Direct:N0} |");
        }

        return text.ToString();
    }

    private static string Rates(Pairs pairs) => Show(pairs, "N0", "");

    private static string Show(Pairs pairs, string format, string unit) =>
        $"{pairs.Ratio:0.00} ({pairs.OursMedian.ToString(format)} to {pairs.PlainMedian.ToString(format)}{unit}; {pairs.Spread:0.00} ×)";
}
