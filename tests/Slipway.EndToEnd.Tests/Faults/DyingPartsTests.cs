using Slipway.Applications;
using Slipway.EndToEnd.Deployer.Killing;
using Slipway.EndToEnd.Tests.Reliability;
using Slipway.EndToEnd.Tests.Soak;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Keeper;
using Slipway.Routing;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>Parts of the target that die while a release runs.</summary>
public sealed class DyingPartsTests(ShopOnTarget shop) : IClassFixture<ShopOnTarget>
{
    [EngineTheory]
    [Trait("Category", "Soak")]
    [InlineData("Wait until the")]
    [InlineData("Soak for")]
    [SoakData("Migrate with")]
    [Fault("The router dies while a release runs",
        Served = "the version that had the traffic before: what the router had under way is lost, who comes until the engine has started "
            + "it again waits",
        Said = "0 when the release could go on, else 4 with the old version live",
        Converged = "by itself; the router reads its split from its volume")]
    public async Task Router_that_dies_comes_back_with_the_split_that_it_had(string step)
    {
        var before = (await shop.AskAsync()).Version;
        var version = $"router-{step.Split(' ')[0].ToUpperInvariant()}";
        await using var watch = new VersionWatch(shop.Address);
        await using var deployer = await ShopOnTarget.StartUntilAsync(
            await shop.DeploymentOfAsync(version) with { SoakSeconds = 4, DrainSeconds = 3 }, step);
        await DockerClient.CrashAsync(shop.Names.Router);
        var ended = await deployer.EndAsync();
        var live = await ExpectTruthAsync(ended, before, version);

        var served = await watch.StopAsync();
        Assert.Equal([], served.Except([before, version, "-"], StringComparer.Ordinal));
        Assert.Equal(live, served[^1]);
        Assert.True(served.Count(answer => answer == "-") <= 2, $"it was away more than for its restart: {string.Join(' ', served)}");
        await shop.ExpectAtRestAsync(live);
    }

    [EngineFact]
    [Fault("The new version's container dies while it soaks, and comes back",
        Served = "errors until the engine has started it again (one container a slot), then the old version",
        Said = "4: that it was started again, and how often that is allowed",
        Converged = "by itself: the traffic was shifted back")]
    public async Task New_version_that_dies_once_in_the_soak_gives_way_to_the_old_one()
    {
        var before = (await shop.AskAsync()).Version;
        var state = (await shop.ReadStatusAsync()).State;
        await using var deployer = await ShopOnTarget.StartUntilAsync(await shop.DeploymentOfAsync("died-once") with { SoakSeconds = 5 },
            "Soak for");
        await DockerClient.CrashAsync(shop.Names.Slot("web", state.Live!.Value.Other()));
        var ended = (await deployer.EndAsync()).Expect(ExitCode.Failed);
        Assert.Contains("its containers were started again once; 0 is allowed", ended.Error, StringComparison.Ordinal);
        await shop.ExpectAtRestAsync(before);
    }

    [EngineFact]
    [Fault("The new version's container is gone for good just after the switch",
        Served = "errors for as long as the live site is given to answer (10 s unless set), then the old version",
        Said = "4: what was expected of the live site, what was seen, and that the old version is live",
        Converged = "by itself: the traffic was shifted back")]
    public async Task New_version_that_stays_dead_after_the_switch_gives_way_to_the_old_one()
    {
        (await shop.DeployAsync("before-died")).Expect(ExitCode.Released);
        var before = await shop.AskAsync();
        var state = (await shop.ReadStatusAsync()).State;
        var shifted = new KillPoint(await shop.FindEntryAsync(EntryKind.StepDone, "Shift traffic from"), KillMoment.After, Freeze: true);
        await using var watch = new VersionWatch(shop.Address);
        // Held at that point, so that the container is dead before anything else can look at it.
        await using var deployer = ShopOnTarget.Start(await shop.DeploymentOfAsync("died") with { Kill = shifted });
        Assert.True(await deployer.ReadUntilAsync("started: Shift traffic from"));
        await deployer.AwaitStoppedAsync();
        await DockerClient.RunAsync("kill", shop.Names.Slot("web", state.Live!.Value.Other()));
        await deployer.SignalAsync("CONT");
        var ended = (await deployer.EndAsync()).Expect(ExitCode.Failed);
        Assert.Contains("What was live before is live", ended.Error, StringComparison.Ordinal);
        Assert.Equal(before, await shop.AskAsync());
        Assert.Equal(before.Version, (await watch.StopAsync())[^1]);
        await shop.ExpectAtRestAsync(before.Version);
        (await shop.DeployAsync("after-died")).Expect(ExitCode.Released);
        await shop.ExpectAtRestAsync("after-died");
    }

    [EngineFact]
    [Fault("The database restarts during the migration",
        Served = "the old version; what needs the database fails until it is back",
        Said = "0 when the migration waited for it, else 4 with the migration's last lines",
        Converged = "the next `Deploy` migrates again; an interrupted migration was rolled back by the database")]
    public async Task Database_that_restarts_during_the_migration_leaves_a_live_version_and_the_next_release_migrates()
    {
        var before = (await shop.AskAsync()).Version;
        var image = await shop.Images.BeforeAsync("migrate", "sleep 2", "waits-for-restart");
        await using var watch = new VersionWatch(shop.Address);
        await using var deployer = await ShopOnTarget.StartUntilAsync(shop.Assignment with { Version = "restarted", Image = image },
            "Migrate with");
        await DockerClient.CrashAsync(shop.Names.SharedService("database"));
        var live = await ExpectTruthAsync(await deployer.EndAsync(), before, "restarted");
        Assert.Equal([], (await watch.StopAsync()).Except([before, "restarted"], StringComparer.Ordinal));
        await shop.ExpectAtRestAsync(live);

        (await shop.DeployAsync("after-restart")).Expect(ExitCode.Released);
        await shop.AwaitProcessedAsync(await shop.PlaceOrderAsync());
        await shop.ExpectAtRestAsync("after-restart");
    }

    /// <summary>Released means the new version, failed the old one. Returns which is live.</summary>
    private async Task<string> ExpectTruthAsync(Ended ended, string before, string version)
    {
        var live = (await shop.AskAsync()).Version;
        var expected = (ExitCode)ended.ExitCode switch
        {
            ExitCode.Released => version,
            ExitCode.Failed => before,
            _ => "no such end",
        };
        Assert.True(live == expected, $"live is {live}; {ended.All}");
        return live;
    }
}
