namespace Slipway.Bench;

/// <summary>One router's line of the table of routers.</summary>
/// <param name="Router">Its name and version.</param>
/// <param name="Switch">Decision to the first answer of the new slot.</param>
/// <param name="Lost">Requests lost in ten switches.</param>
/// <param name="Throughput">Answers a second, against the direct way.</param>
/// <param name="Latency">The 99th percentile under a steady load, against the direct way.</param>
/// <param name="Switching">The same while it switches, against the steady one.</param>
internal sealed record RouterRow(string Router, string Switch, string Lost, string Throughput, string Latency, string Switching)
{
    public static RouterRow NotMeasured(string router, string reason) => new(router, $"not measured: {reason}", "", "", "", "");
}
