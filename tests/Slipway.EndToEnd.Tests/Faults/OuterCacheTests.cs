using Slipway.EndToEnd.Tests.Load;
using Slipway.EndToEnd.Tests.Reliability;
using Slipway.EndToEnd.Tests.Target;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>What stands before the site and is not the application's.</summary>
public sealed class OuterCacheTests(ShopWithoutWorker shop) : IClassFixture<ShopWithoutWorker>
{
    [EngineFact]
    [Fault("A cache before the site goes on answering for the old version",
        Served = "by the cache the old version; beside it the new one until the live site was given up (10 s unless set), then the old "
            + "one; no request lost",
        Said = "4: the address that was asked, the version that was expected there, and the one that answered",
        Converged = "by itself: the traffic was shifted back")]
    public async Task Version_that_nobody_outside_is_shown_gives_way_to_the_old_one()
    {
        var before = await shop.AskAsync();
        await using var cache = await OuterCache.StartAsync(shop);
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false);
        var ended = (await ShopOnTarget.RunAsync(
            await shop.DeploymentOfAsync("unseen") with { SeenAt = cache.Address, PatienceSeconds = 15 })).Expect(ExitCode.Failed);

        Assert.Contains($"{cache.Address}version.json", ended.Error, StringComparison.Ordinal);
        Assert.Contains(before.Version, ended.Error, StringComparison.Ordinal);
        Assert.Contains("What was live before is live", ended.Error, StringComparison.Ordinal);
        (await load.StopAsync()).ExpectNothingLost();
        await shop.ExpectAtRestAsync(before.Version);
    }
}
