using System.Text;
using Slipway.EndToEnd.Deployer.Killing;
using Slipway.EndToEnd.Tests.Load;
using Slipway.EndToEnd.Tests.Reliability;
using Slipway.EndToEnd.Tests.Soak;
using Slipway.EndToEnd.Tests.Target;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>What is written on the target is damaged or lost after a deployer was killed: what is observed decides.</summary>
public sealed class DamagedJournalTests(ShopWithoutWorker shop) : IClassFixture<ShopWithoutWorker>
{
    private const int Killed = 137;

    [EngineTheory]
    [Trait("Category", "Soak")]
    [InlineData(14)]
    [SoakData(8)]
    [Fault("The last line of the journal is torn",
        Served = "the old or the new version, no request lost",
        Said = "`Status` names what the last whole line says was interrupted",
        Converged = "the next `Deploy`; its first line begins on a line of its own")]
    public async Task Torn_line_is_left_out_and_the_next_release_converges(int entry)
    {
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false);
        await KillAsync($"torn-{entry}", entry);
        var whole = (await shop.ReadJournalAsync()).Count;
        await DockerClient.RunAsync("exec", shop.Names.Keeper, "perl", "-e",
            "truncate('/slipway/journal', (-s '/slipway/journal') - 9) or die $!");
        Assert.Equal(whole - 1, (await shop.ReadJournalAsync()).Count);
        Assert.Equal($"torn-{entry}", (await shop.ReadStatusAsync()).Interrupted?.Begun?.Version);

        (await shop.DeployAsync($"after-torn-{entry}")).Expect(ExitCode.Released);
        (await load.StopAsync()).ExpectNothingLost();
        await shop.ExpectAtRestAsync($"after-torn-{entry}");
        Assert.True((await shop.ReadJournalAsync()).Count > whole, "what came after the torn line can be read");
        Assert.True(Encoding.UTF8.GetByteCount((await shop.ReadStateFileAsync("journal"))!) > 0);
    }

    [EngineTheory]
    [Trait("Category", "Soak")]
    [InlineData(9)]
    [SoakData(4)]
    [SoakData(16)]
    [Fault("The journal is lost after a deployer was killed",
        Served = "the old or the new version, no request lost",
        Said = "`Status` shows what is live and what is in each slot; that something was interrupted is not known any more",
        Converged = "the next `Deploy` clears what it finds in the idle slot")]
    public async Task Lost_journal_costs_the_history_and_nothing_else(int entry)
    {
        var before = await shop.AskAsync();
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false);
        await KillAsync($"lost-{entry}", entry);
        await DockerClient.RunAsync("exec", shop.Names.Keeper, "rm", "/slipway/journal");
        var status = await shop.ReadStatusAsync();
        Assert.Null(status.Interrupted);
        Assert.NotNull(status.State.Live);
        Assert.Contains((await shop.AskAsync()).Version, new[] { before.Version, $"lost-{entry}" });

        (await shop.DeployAsync($"after-lost-{entry}")).Expect(ExitCode.Released);
        (await load.StopAsync()).ExpectNothingLost();
        await shop.ExpectAtRestAsync($"after-lost-{entry}");
    }

    [EngineTheory]
    [InlineData(-3600)]
    [SoakData(3600)]
    [Fault("The clock of the machine that deploys jumps by an hour, either way",
        Served = "the old, then the new version, no request lost",
        Said = "0; the journal's order is that of its lines, not of its times",
        Converged = "nothing is left to do; a rollback goes to the release before")]
    public async Task Clock_that_jumps_changes_nothing(int seconds)
    {
        (await shop.DeployAsync($"steady-{seconds}")).Expect(ExitCode.Released);
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false);
        (await ShopOnTarget.RunAsync(await shop.DeploymentOfAsync($"jumped-{seconds}") with { ClockJumpSeconds = seconds }))
            .Expect(ExitCode.Released);
        await shop.ExpectAtRestAsync($"jumped-{seconds}");
        (await shop.RollbackAsync()).Expect(ExitCode.Released);
        (await load.StopAsync()).ExpectNothingLost();
        await shop.ExpectAtRestAsync($"steady-{seconds}");
    }

    private async Task KillAsync(string version, int entry)
    {
        (await ShopOnTarget.RunAsync(await shop.DeploymentOfAsync(version) with { Kill = new KillPoint(entry, KillMoment.After) }))
            .Expect(Killed);
        await shop.AwaitUnlockedAsync();
    }
}
