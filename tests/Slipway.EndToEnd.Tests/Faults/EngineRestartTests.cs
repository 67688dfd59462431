using Slipway.Applications;
using Slipway.EndToEnd.Tests.Reliability;
using Slipway.EndToEnd.Tests.Soak;
using Slipway.EndToEnd.Tests.Strategies;
using Slipway.EndToEnd.Tests.Target;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>
/// The engine is restarted in the middle of a release; its containers come back with it, whichever router is before them.
/// </summary>
public sealed class EngineRestartTests(ShopOnTarget behindHAProxy, ShopBehindNginx behindNginx, ShopBehindCaddy behindCaddy)
    : IClassFixture<ShopOnTarget>, IClassFixture<ShopBehindNginx>, IClassFixture<ShopBehindCaddy>
{
    [PrivateEngineTheory]
    [Trait("Category", "Soak")]
    [InlineData(RouterKind.HAProxy)]
    [SoakData(RouterKind.Caddy)]
    [SoakData(RouterKind.Nginx)]
    [Fault("The engine is restarted while a release runs",
        Served = "nothing while the containers are down with it, then the version that had the traffic before",
        Said = "4 or 5 at once; `Status` afterwards names what was interrupted",
        Converged = "the next `Deploy`; router, database, live and warm slot come back with the engine")]
    public async Task Engine_that_restarts_brings_back_what_was_live_and_the_next_release_converges(RouterKind router)
    {
        await using var shop = await ShopOnPrivateEngine.StartAsync(router switch
        {
            RouterKind.HAProxy => behindHAProxy,
            RouterKind.Nginx => behindNginx,
            _ => behindCaddy,
        });
        (await shop.DeployAsync("v1")).Expect(ExitCode.Released);
        (await shop.DeployAsync("v2")).Expect(ExitCode.Released);

        await using var watch = new VersionWatch(shop.Site);
        await using var deployer = await shop.StartEndlessAsync("v3");
        await shop.Engine.StopAsync();
        var ended = await deployer.EndAsync();
        Assert.True((ExitCode)ended.ExitCode is ExitCode.Failed or ExitCode.NeedsPerson, ended.All);
        await shop.Engine.BootAsync();

        await shop.AwaitAsync("v2");
        var status = await shop.ReadStatusAsync();
        Assert.Equal("v2", status.State.LiveRelease?.Version);
        Assert.Equal("v3", status.Interrupted?.Begun?.Version);
        (await shop.DeployAsync("v4")).Expect(ExitCode.Released);
        await shop.AwaitAsync("v4");
        Assert.Null((await shop.ReadStatusAsync()).Interrupted);
        var served = await watch.StopAsync();
        Assert.Equal([], served.Except(["v2", "v4", "-"], StringComparer.Ordinal));
        Assert.Equal(["v2", "v4"], served.Where(version => version != "-").Distinct(StringComparer.Ordinal));
    }
}
