using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Load;
using Slipway.EndToEnd.Tests.Reliability;
using Slipway.EndToEnd.Tests.Soak;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Hosts;
using Slipway.Keeper;

namespace Slipway.EndToEnd.Tests.Releases;

/// <summary>SIGINT and SIGTERM while a release runs, under load.</summary>
public sealed class InterruptionTests(ShopWithoutWorker shop) : IClassFixture<ShopWithoutWorker>
{
    [EngineTheory]
    [Trait("Category", "Soak")]
    [InlineData("INT", "Wait until the")]
    [InlineData("TERM", "Soak for")]
    [SoakData("TERM", "Start release")]
    [SoakData("TERM", "Admit the")]
    [SoakData("INT", "Shift traffic from")]
    [Fault("SIGINT or SIGTERM before the release is recorded",
        Served = "the old version, no request lost",
        Said = "6: what was interrupted, and that the old version is live",
        Converged = "by itself: everything was undone")]
    public async Task Signal_before_the_release_is_recorded_brings_the_old_version_back(string signal, string step)
    {
        var ended = await InterruptAsync(signal, step, shop.Assignment with
        {
            Version = "interrupted",
            // A release that is not to be interrupted before a certain step must stay there for a while.
            Image = step == "Wait until the"
                ? await shop.Images.BeforeAsync("web", "sleep 3600", "endless")
                : await shop.GoodImageAsync("interrupted"),
            SoakSeconds = 20,
        });

        Assert.Contains("was interrupted", ended.Error, StringComparison.Ordinal);
        Assert.Contains("What was live before is live", ended.Error, StringComparison.Ordinal);
    }

    [EngineTheory]
    [Trait("Category", "Soak")]
    [InlineData("INT")]
    [SoakData("TERM")]
    public async Task Signal_during_a_migration_lets_it_end_and_removes_it(string signal)
    {
        var ended = await InterruptAsync(signal, "Migrate with", shop.Assignment with
        {
            Version = "interrupted", Image = await shop.Images.BeforeAsync("migrate", "sleep 3", "slow-migration"),
        });

        Assert.Contains(ended.Output, line => line.StartsWith("undone: Remove the migration's container", StringComparison.Ordinal));
    }

    [EngineFact]
    [Fault("SIGINT or SIGTERM after the release is recorded",
        Served = "the new version, no request and no event lost",
        Said = "0, and what is left to the next command",
        Converged = "the next command")]
    public async Task Signal_after_the_release_was_recorded_leaves_the_new_version_live_and_the_rest_to_the_next_command()
    {
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: true);
        await using (var deployer = ShopOnTarget.Start(await shop.DeploymentOfAsync("recorded") with { DrainSeconds = 60 }))
        {
            // The held event stream keeps the old slot from being drained.
            Assert.True(await deployer.ReadUntilAsync("started: Drain the"));
            await deployer.SignalAsync("TERM");
            var ended = (await deployer.EndAsync()).Expect(ExitCode.Released);
            Assert.Contains(ended.Output, line => line.Contains("Left to the next command", StringComparison.Ordinal));
        }

        Assert.Equal("recorded", (await shop.AskAsync()).Version);
        (await ShopOnTarget.RunAsync(await shop.DeploymentOfAsync("after-recorded") with { DrainSeconds = 1 })).Expect(ExitCode.Released);
        (await load.StopAsync()).ExpectNothingLost();
        await shop.ExpectAtRestAsync("after-recorded");
    }

    [EngineFact]
    [Fault("The deployer is killed (SIGKILL) while the new version soaks, and somebody wants out of it",
        Served = "the new version until the `Rollback`, then the old one; no request lost",
        Said = "0: which release is left, and which has the traffic again",
        Converged = "that very `Rollback`, at once: the new version is neither soaked nor recorded first")]
    public async Task Rollback_out_of_a_release_that_was_killed_in_its_soak_goes_back_at_once()
    {
        (await shop.DeployAsync("stays")).Expect(ExitCode.Released);
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false);
        await using (var deployer = await ShopOnTarget.StartUntilAsync(
            await shop.DeploymentOfAsync("unwanted") with { SoakSeconds = 600 }, "Soak for"))
        {
            await deployer.SignalAsync("KILL");
            await deployer.EndAsync();
        }

        Assert.Equal("unwanted", (await shop.AskAsync()).Version);
        var back = (await shop.RollbackAsync()).Expect(ExitCode.Released);
        (await load.StopAsync()).ExpectNothingLost();
        Assert.DoesNotContain(back.Output, line => line.StartsWith("started: Soak", StringComparison.Ordinal));
        Assert.Contains("This command goes back", back.All, StringComparison.Ordinal);
        Assert.Equal("stays", (await shop.AskAsync()).Version);
        await shop.ExpectAtRestAsync("stays");
    }

    private async Task<Ended> InterruptAsync(string signal, string step, Assignment assignment)
    {
        var before = await shop.AskAsync();
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false);
        await using var deployer = ShopOnTarget.Start(assignment);
        if (!await deployer.ReadUntilAsync($"started: {step}"))
        {
            Assert.Fail((await deployer.EndAsync()).All);
        }

        await deployer.SignalAsync(signal);
        var ended = await deployer.EndAsync();
        var result = await load.StopAsync();

        ended.Expect(ExitCode.Interrupted);
        result.ExpectNothingLost();
        Assert.Equal(before, await shop.AskAsync());
        await shop.ExpectAtRestAsync(before.Version);
        Assert.Equal(RunOutcome.Interrupted, (await shop.ReadJournalAsync())[^1].Outcome);
        var state = (await shop.ReadStatusAsync()).State;
        var abandoned = (state.LastNumber).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.DoesNotContain(state.Containers, container => container.Labels[ResourceNames.ReleaseLabel] == abandoned);
        return ended;
    }
}
