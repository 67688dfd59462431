using Slipway.EndToEnd.Tests.Cutting;
using Slipway.EndToEnd.Tests.Load;
using Slipway.EndToEnd.Tests.Reliability;
using Slipway.EndToEnd.Tests.Soak;
using Slipway.EndToEnd.Tests.Target;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>Nothing gets through between deployer and engine for a while, and nobody is told; then all of it does.</summary>
public sealed class CutNetworkTests(ShopWithoutWorker shop) : IClassFixture<ShopWithoutWorker>
{
    [EngineTheory]
    [InlineData(1, "Wait until the")]
    [InlineData(60, "Wait until the")]
    [SoakData(10, "Start release")]
    [Fault("The network between deployer and engine is gone for 1, 10 or 60 s",
        Served = "the old version, then the new one or what the next command releases; no request lost",
        Said = "0 when the cut was short; 5 when it was longer than the lock is kept without a word (10 s)",
        Converged = "by itself after a short cut, else the next `Deploy`, which need not wait for the network of the first")]
    public async Task Cut_network_loses_no_request_and_at_worst_the_lock(int seconds, string step)
    {
        var before = (await shop.AskAsync()).Version;
        var version = $"cut-{seconds}";
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false);
        await using var proxy = new EngineProxy();
        await using var deployer = await ShopOnTarget.StartUntilAsync(await shop.DeploymentOfAsync(version), step, proxy.Environment);
        proxy.Stall();
        await Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, CancellationToken.None);
        string? meanwhile = null;
        if (seconds > 30)
        {
            // Somebody with a network of their own takes over; what the first had under way arrives when they are done.
            meanwhile = "meanwhile";
            await shop.AwaitUnlockedAsync();
            (await shop.DeployAsync(meanwhile)).Expect(ExitCode.Released);
        }

        proxy.Resume();
        var ended = await deployer.EndAsync();
        var expected = await ExpectTruthAsync(ended, meanwhile ?? before, version);
        if (seconds == 1)
        {
            ended.Expect(ExitCode.Released);
        }

        if (expected != version)
        {
            await shop.AwaitUnlockedAsync();
            (await shop.DeployAsync($"{version}-next")).Expect(ExitCode.Released);
            expected = $"{version}-next";
        }

        (await load.StopAsync()).ExpectNothingLost();
        await shop.ExpectAtRestAsync(expected);
    }

    private async Task<string> ExpectTruthAsync(Ended ended, string before, string version)
    {
        var live = (await shop.AskAsync()).Version;
        Assert.True((ExitCode)ended.ExitCode switch
        {
            ExitCode.Released => live == version,
            ExitCode.Failed => live == before,
            ExitCode.NeedsPerson => live == before || live == version,
            _ => false,
        }, $"live is {live}; {ended.All}");
        return live;
    }
}
