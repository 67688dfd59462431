namespace Slipway.Bench;

/// <summary>How many requests are answered in a second when 32 kept connections each ask again as soon as they were answered.</summary>
internal static class Throughput
{
    private const int Connections = 32;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(4);

    public static async Task<double> MeasureAsync(Uri address, TimeProvider time, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = Connections, UseProxy = false, ActivityHeadersPropagator = null,
        };
        using var invoker = new HttpMessageInvoker(handler);
        var begin = time.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(
            async () =>
            {
                var counted = 0;
                while (time.GetElapsedTime(begin) is var elapsed && elapsed < WarmUp + Measured)
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "/version.json"));
                    using var response = await invoker.SendAsync(request, cancellationToken);
                    response.EnsureSuccessStatusCode();
                    await response.Content.CopyToAsync(Stream.Null, cancellationToken);
                    counted += elapsed > WarmUp ? 1 : 0;
                }

                return counted;
            },
            cancellationToken)));
        return counts.Sum() / Measured.TotalSeconds;
    }
}
