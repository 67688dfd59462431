using Slipway.Applications;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Load;
using Slipway.EndToEnd.Tests.Reliability;
using Slipway.EndToEnd.Tests.Soak;
using Slipway.EndToEnd.Tests.Target;
using Xunit.Abstractions;

namespace Slipway.EndToEnd.Tests.Strategies;

/// <summary>A shop of two services, one of them with two replicas, behind a proxy of this kind.</summary>
public abstract class ShopBehind(RouterKind router) : ShopOnTarget
{
    public override Assignment Assignment => base.Assignment with { Router = router, Replicas = 2, Api = true };
}

public sealed class ShopBehindHAProxy() : ShopBehind(RouterKind.HAProxy);

public sealed class ShopBehindNginx() : ShopBehind(RouterKind.Nginx);

public sealed class ShopBehindCaddy() : ShopBehind(RouterKind.Caddy);

public sealed class StrategiesBehindHAProxy(ShopBehindHAProxy shop, ITestOutputHelper output) : StrategySuite(shop, output),
    IClassFixture<ShopBehindHAProxy>
{
    private readonly ShopBehindHAProxy shop = shop;

    /// <summary>What Slipway itself asks is answered well all the time, and is no reason to promote it.</summary>
    [EngineFact]
    [Fault("A canary answers its health and version paths, and nothing else; with visitors and without",
        Served = "with visitors its errors at its first share, then the old version alone",
        Said = "4: the shares that failed of either version, or that nobody came who could tell",
        Converged = "by itself: the traffic was shifted back")]
    public async Task A_canary_that_fails_at_all_but_its_version_goes_back_without_visitors_and_with_them()
    {
        var before = (await shop.AskAsync()).Version;
        var hollow = shop.Assignment with
        {
            Strategy = "canary", Version = "hollow", Image = await shop.Images.HollowAsync(), CanaryPatienceSeconds = 2,
        };
        var unseen = (await ShopOnTarget.RunAsync(hollow)).Expect(ExitCode.Failed);
        Assert.Contains("missing data never passes: the canary answered 0 requests", unseen.Error, StringComparison.Ordinal);
        await shop.ExpectAtRestAsync(before);

        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false);
        var seen = (await ShopOnTarget.RunAsync(hollow with { CanaryPatienceSeconds = 60 })).Expect(ExitCode.Failed);
        Assert.Contains("The canary is worse than the old version: ", seen.Error, StringComparison.Ordinal);
        Assert.Contains(" of its requests failed", seen.Error, StringComparison.Ordinal);
        Assert.InRange((await load.StopAsync()).Requests.Reasons["status 500"], 1, int.MaxValue);
        await shop.ExpectAtRestAsync(before);
    }

    [SoakFact]
    [Trait("Category", "Soak")]
    public Task Whatever_happens_in_whatever_order_the_recorded_release_is_live() => PlayAsync();
}

public sealed class StrategiesBehindCaddy(ShopBehindCaddy shop, ITestOutputHelper output) : StrategySuite(shop, output),
    IClassFixture<ShopBehindCaddy>
{
    [SoakFact]
    [Trait("Category", "Soak")]
    public Task Whatever_happens_in_whatever_order_the_recorded_release_is_live() => PlayAsync();
}
