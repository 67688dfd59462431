using System.Globalization;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Deployer.Killing;
using Slipway.EndToEnd.Tests.Load;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Journal;
using Slipway.Releases;
using Slipway.Routing;
using Xunit.Abstractions;
using Command = Slipway.EndToEnd.Deployer.Command;

namespace Slipway.EndToEnd.Tests.Strategies;

/// <summary>Every way to release, with replicas, a worker and a shared service, before one of the real proxies.</summary>
public abstract class StrategySuite(ShopOnTarget shop, ITestOutputHelper output)
{
    private const int Killed = 137;
    private const int KillsEach = 2;

    /// <summary>Seed of the points at which processes are killed; printed, and the same when set in the environment.</summary>
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("SLIPWAY_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 20;

    public static TheoryData<StrategyKind> All => [.. Enum.GetValues<StrategyKind>()];

    [EngineTheory]
    [MemberData(nameof(All))]
    public async Task A_release_under_load_loses_no_request_but_those_that_a_maintenance_page_answers(StrategyKind strategy)
    {
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, rate: 60, events: false);
        var ended = await ShopOnTarget.RunAsync(await ReleaseAsync(strategy, $"whole-{strategy}"));
        var result = await load.StopAsync();

        ended.Expect(ExitCode.Released);
        Expect(strategy, result);
        await ExpectLiveAsync($"whole-{strategy}");
        var record = (await shop.ReadStatusAsync()).State.LiveRelease;
        Assert.Equal(strategy == StrategyKind.Recreate, record?.Downtime > TimeSpan.Zero);
    }

    [EngineTheory]
    [MemberData(nameof(All))]
    public async Task A_version_that_is_never_ready_leaves_the_old_one_live(StrategyKind strategy)
    {
        var before = await shop.AskAsync();
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, rate: 60, events: false);
        var ended = await ShopOnTarget.RunAsync(
            shop.Assignment with { Strategy = strategy, Version = "bad", Image = await shop.Images.NeverReadyAsync(), HealthSeconds = HealthSeconds(strategy) });
        var result = await load.StopAsync();

        ended.Expect(ExitCode.Failed);
        Expect(strategy, result);
        await ExpectLiveAsync(before.Version);
    }

    [EngineTheory]
    [MemberData(nameof(All))]
    public async Task A_release_killed_anywhere_serves_throughout_and_the_next_one_converges(StrategyKind strategy)
    {
        var first = (await shop.ReadJournalAsync()).Count;
        (await ShopOnTarget.RunAsync(await ReleaseAsync(strategy, $"sample-{strategy}"))).Expect(ExitCode.Released);
        var entries = (await shop.ReadJournalAsync()).Count - first;
        var random = new Random(Seed + (int)strategy);
        for (var kill = 0; kill < KillsEach; kill++)
        {
            var point = new KillPoint(random.Next(1, entries + 1), random.Next(2) == 0 ? KillMoment.Before : KillMoment.After);
            output.WriteLine($"seed {Seed}: {strategy} killed {point.Moment} entry {point.Entry} of {entries}");
            var version = $"killed-{strategy}-{kill}";
            await using var load = await OpenLoopLoad.StartAsync(shop.Address, rate: 60, events: false);

            (await ShopOnTarget.RunAsync(await ReleaseAsync(strategy, version) with { Kill = point })).Expect(Killed);
            await shop.AwaitUnlockedAsync();
            var last = (await shop.ReadJournalAsync())[^1];
            Assert.Equal(last.Kind == EntryKind.RunEnded ? null : version, (await shop.ReadStatusAsync()).Interrupted?.Request?.Version);
            var next = await ShopOnTarget.RunAsync(await ReleaseAsync(strategy, $"{version}-next"));
            var result = await load.StopAsync();

            next.Expect(ExitCode.Released);
            Expect(strategy, result);
            await ExpectLiveAsync($"{version}-next");
        }
    }

    [EngineFact]
    public async Task A_canary_waits_for_a_person_and_is_promoted_or_aborted_by_another_process()
    {
        var old = await shop.AskAsync();
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, rate: 60, events: false);
        (await ShopOnTarget.RunAsync(await ReleaseAsync(StrategyKind.Canary, "aborted") with { ManualCanary = true })).Expect(ExitCode.Released);
        var waiting = (await shop.ReadStatusAsync()).State;
        Assert.Equal(20, waiting.Router.Split.Share(waiting.Live!.Value.Other()));
        var refused = (await ShopOnTarget.RunAsync(await ReleaseAsync(StrategyKind.BlueGreen, "refused"))).Expect(ExitCode.Usage);
        Assert.Contains("PromoteCanary", refused.Error, StringComparison.Ordinal);
        (await ShopOnTarget.RunAsync(shop.Assignment with { Command = Command.Abort, ManualCanary = true })).Expect(ExitCode.Released);
        await ExpectLiveAsync(old.Version);

        (await ShopOnTarget.RunAsync(await ReleaseAsync(StrategyKind.Canary, "promoted") with { ManualCanary = true })).Expect(ExitCode.Released);
        (await ShopOnTarget.RunAsync(shop.Assignment with { Command = Command.Promote, ManualCanary = true })).Expect(ExitCode.Released);
        Assert.Equal(50, (await shop.ReadStatusAsync()).State.Router.Split.Blue);
        (await ShopOnTarget.RunAsync(shop.Assignment with { Command = Command.Promote, ManualCanary = true })).Expect(ExitCode.Released);
        await ExpectLiveAsync("promoted");

        var live = (await shop.ReadStatusAsync()).State.Live!.Value;
        (await ShopOnTarget.RunAsync(shop.Assignment with { Command = Command.SwitchTraffic, ToSlot = live.Other() })).Expect(ExitCode.Released);
        await ExpectLiveAsync(old.Version);
        (await load.StopAsync()).ExpectNothingLost();
    }

    /// <summary>A recreation that fails gives the old version as long to come back as the new one had.</summary>
    private static int HealthSeconds(StrategyKind strategy) => strategy == StrategyKind.Recreate ? 20 : 4;

    private async Task<Assignment> ReleaseAsync(StrategyKind strategy, string version) =>
        shop.Assignment with { Strategy = strategy, Version = version, Image = await shop.GoodImageAsync(version.Length % 2 == 0 ? "even" : "odd"), DrainSeconds = 3 };

    /// <summary>A recreation's page is an answer with status 503, and nothing else may fail.</summary>
    private static void Expect(StrategyKind strategy, LoadResult result)
    {
        if (strategy == StrategyKind.Recreate)
        {
            Assert.All(result.Requests.Reasons.Keys, reason => Assert.Contains("503", reason, StringComparison.Ordinal));
            return;
        }

        result.ExpectNothingLost();
    }

    private async Task ExpectLiveAsync(string version)
    {
        var status = await shop.ReadStatusAsync();
        var live = Assert.NotNull(status.State.Router.Split.Only);
        Assert.Null(status.Interrupted);
        Assert.Null(status.Holder);
        Assert.False(status.State.Router.Maintenance);
        Assert.Equal(version, (await shop.AskAsync()).Version);
        Assert.Equal(version, status.State.LiveRelease?.Version);
        Assert.True(status.State.In(live).Runs(ShopDescription.Describe(shop.Assignment).Services[0]), "every replica of the live service runs");
        Assert.DoesNotContain(status.State.In(live.Other()).Containers, container =>
            container.Status == Containers.ContainerStatus.Running && container.Labels[ResourceNames.WorkloadLabel] == "worker");
    }
}
