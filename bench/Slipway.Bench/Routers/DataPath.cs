namespace Slipway.Bench.Routers;

/// <summary>What the way through a router costs beside the plain peer of its kind. Ratios are medians of alternating pairs.</summary>
/// <param name="Direct">Answers a second of the container itself, without any proxy.</param>
/// <param name="Small">Small answers.</param>
/// <param name="SmallTls">Small answers over TLS.</param>
/// <param name="Megabyte">Answers of a megabyte.</param>
/// <param name="P99">Milliseconds that one small answer in a hundred exceeds, at half of the plain peer's rate.</param>
internal sealed record DataPath(double Direct, Pairs Small, Pairs SmallTls, Pairs Megabyte, Pairs P99)
{
    private const int PairsEach = 5;

    public static async Task<DataPath> MeasureAsync(RouterStage stage, TimeSpan time, CancellationToken cancellationToken)
    {
        var (ours, plain) = (stage.Inner(tls: false), stage.Plain(tls: false));
        var direct = await stage.Client.AskAsync(new Uri(stage.Direct, RouterStage.HealthPath), time, cancellationToken);
        var small = await AskAsync(ours, plain, RouterStage.HealthPath);
        var tls = await AskAsync(stage.Inner(tls: true), stage.Plain(tls: true), RouterStage.HealthPath);
        var megabyte = await AskAsync(ours, plain, LoadClient.Megabyte);
        var rate = small.PlainMedian / 2;
        var p99 = await Pairs.TakeAsync(
            PairsEach,
            () => P99Async(ours),
            () => P99Async(plain));
        return new DataPath(direct, small, tls, megabyte, p99);

        Task<Pairs> AskAsync(Uri router, Uri peer, string path) => Pairs.TakeAsync(
            PairsEach,
            () => stage.Client.AskAsync(new Uri(router, path), time, cancellationToken),
            () => stage.Client.AskAsync(new Uri(peer, path), time, cancellationToken));

        async Task<double> P99Async(Uri address) =>
            (await stage.Client.MeasureP99Async(new Uri(address, RouterStage.HealthPath), rate, time, cancellationToken)).TotalMilliseconds;
    }
}
