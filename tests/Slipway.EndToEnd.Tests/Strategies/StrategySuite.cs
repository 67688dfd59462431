using System.Globalization;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Load;
using Slipway.EndToEnd.Tests.Releases;
using Slipway.EndToEnd.Tests.Soak;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Routing;
using Slipway.Strategies;
using Slipway.Strategies.Foundation;
using Xunit.Abstractions;
using Command = Slipway.EndToEnd.Deployer.Command;

namespace Slipway.EndToEnd.Tests.Strategies;

/// <summary>Every way to release, with two services, replicas, a worker and a shared service, before one of the real proxies.</summary>
public abstract class StrategySuite(ShopOnTarget shop, ITestOutputHelper output)
{
    public static TheoryData<string> All => [.. StrategyRegistry.BuiltIn.Names];

    [EngineTheory]
    [MemberData(nameof(All))]
    public async Task A_release_under_load_loses_no_request_but_those_that_a_maintenance_page_answers(string strategy)
    {
        var (before, version) = (await shop.AskAsync(), $"whole-{strategy}");
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false);
        await using var pairs = new PairWatch(shop.Address);
        var ended = await ShopOnTarget.RunAsync(await ReleaseAsync(strategy, version));
        var afterwards = await pairs.AskAsync();
        var seen = await pairs.StopAsync();
        var result = await load.StopAsync();

        ended.Expect(ExitCode.Released);
        result.ExpectNothingLostBut(page: strategy == "recreate");
        await shop.ExpectAtRestAsync(version);
        var record = (await shop.ReadStatusAsync()).State.LiveRelease!;
        Assert.Equal(strategy == "recreate", record.Downtime > TimeSpan.Zero);

        string[] both = [before.Release!, record.Number.ToString(CultureInfo.InvariantCulture)];
        Assert.Equal([both[1]], afterwards);
        Assert.Equal(both[1], seen[^1]);
        Assert.True(strategy is "rolling" or "canary" || seen.SequenceEqual(both, StringComparer.Ordinal),
            $"all routes flip together: who was answered by {both[1]} once is never answered by {both[0]} again, by neither service; "
                + $"answers came from {string.Join(", ", seen)}");
    }

    [EngineTheory]
    [Trait("Category", "Soak")]
    [Strategies(shift: 0)]
    public async Task A_version_that_is_never_ready_leaves_the_old_one_live(string strategy)
    {
        var before = await shop.AskAsync();
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false);
        var ended = await ShopOnTarget.RunAsync(
            shop.Assignment with
            {
                Strategy = strategy, Version = "bad", Image = await shop.Images.NeverReadyAsync(), HealthSeconds = HealthSeconds(strategy),
            });
        var result = await load.StopAsync();

        ended.Expect(ExitCode.Failed);
        result.ExpectNothingLostBut(page: strategy == "recreate");
        await shop.ExpectAtRestAsync(before.Version);
    }

    [EngineTheory]
    [Trait("Category", "Soak")]
    [Strategies(shift: 2, Elsewhere = "blue-green")]
    public Task A_release_killed_anywhere_serves_throughout_and_the_next_command_converges(string strategy) =>
        new KillSweep(shop, strategy, output).RunAsync(KillSweep.IsPoint, Effort.Kills);

    /// <summary>What happens in which order does not hang on the proxy: a check plays one sequence, before one of them.</summary>
    private protected Task PlayAsync() => RandomSequence.RunAllAsync(shop, output);

    /// <summary>A recreation that fails gives the old version as long to come back as the new one had.</summary>
    private static int HealthSeconds(string strategy) => strategy == "recreate" ? 20 : 4;

    private protected async Task<Assignment> ReleaseAsync(string strategy, string version) =>
        shop.Assignment with
        {
            Strategy = strategy, Version = version, Image = await shop.GoodImageAsync(version.Length % 2 == 0 ? "even" : "odd"),
            DrainSeconds = 3,
        };
}
