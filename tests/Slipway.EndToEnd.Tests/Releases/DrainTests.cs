using Slipway.Applications;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Load;
using Slipway.EndToEnd.Tests.Target;

namespace Slipway.EndToEnd.Tests.Releases;

/// <summary>
/// The zero-loss tests can fail: with a backend that dies at once of the stop signal, a release loses nothing because of the drain, and the
/// same release that does not wait for it loses what was under way.
/// </summary>
public sealed class DrainTests(ShopWithoutWorker shop) : IClassFixture<ShopWithoutWorker>
{
    private const int SlowMilliseconds = 10_000;

    [EngineFact]
    public async Task Release_drains_the_old_slot_so_that_a_backend_that_dies_at_once_loses_nothing()
    {
        var result = await ReleaseAsync("drained", drainSeconds: 30);
        result.ExpectNothingLost();
    }

    [EngineFact]
    public async Task Same_release_that_does_not_wait_for_the_drain_loses_what_was_under_way()
    {
        var result = await ReleaseAsync("undrained", drainSeconds: 0.01);
        Assert.True(result.Requests.Failed > 0, $"the load would not notice a release that drains nothing: {result}");
    }

    private async Task<LoadResult> ReleaseAsync(string version, double drainSeconds)
    {
        var abrupt = await shop.Images.BeforeAsync("web",
            """trap 'kill -9 $shop; exit 0' TERM; /app/Shop web & shop=$!; wait $shop; exit 1""", "abrupt");
        (await ShopOnTarget.RunAsync(shop.Assignment with { Version = $"{version}-abrupt", Image = abrupt })).Expect(ExitCode.Released);

        var assignment = await shop.DeploymentOfAsync(version) with { Retire = RetirePolicy.Remove, DrainSeconds = drainSeconds };
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false, SlowMilliseconds);
        await using (var engine = shop.Open(assignment))
        await using (var session = await engine.BeginAsync("Deploy", "test", CancellationToken.None))
        {
            var request = ShopDescription.Request(assignment, "test");
            await session.MigrateAsync(request, CancellationToken.None);
            await session.DeployAsync(request, CancellationToken.None);
        }

        var result = await load.StopAsync();
        await shop.ExpectAtRestAsync(version);
        return result;
    }
}
