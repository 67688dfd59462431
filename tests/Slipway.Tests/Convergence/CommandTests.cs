using Slipway.Applications;
using Slipway.Execution;
using Slipway.Routing;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>The commands of a release engineer, and what the strategies tell and refuse.</summary>
public sealed class CommandTests
{
    [Fact]
    public async Task Traffic_is_switched_back_and_forward_and_both_are_recorded()
    {
        var shell = await Shell.ReleasedTwiceAsync("blue-green");
        var back = await shell.SwitchAsync(Slot.Blue);
        Assert.Equal((3, 1), (back.Release.Number, back.Release.Restores));
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.0"));

        var forward = await shell.SwitchAsync(Slot.Green);
        Assert.Equal((4, 2), (forward.Release.Number, forward.Release.Restores));
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.1"));
        Assert.Null((await shell.SwitchAsync(Slot.Green)).Run);
    }

    [Fact]
    public async Task Traffic_is_not_switched_to_a_slot_that_is_not_up()
    {
        var shell = await Shell.ReleasedTwiceAsync("rolling");
        var error = await Assert.ThrowsAsync<UsageException>(() => shell.SwitchAsync(Slot.Blue));
        Assert.Contains("no release is up in the blue slot", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_switch_is_finished_or_undone_by_the_next_command() => await KillSweep.RunAsync(
        await Shell.ReleasedTwiceAsync("blue-green"), (shell, fate) => shell.SwitchAsync(Slot.Blue, fate), async shell =>
        {
            await shell.DeployAsync(ShopDescription.Request("1.2"));
            return Rest.Find(shell.Target, shell.Application, "1.2");
        });

    [Fact]
    public async Task The_maintenance_page_stays_on_until_somebody_turns_it_off()
    {
        foreach (var strategy in new[] { "blue-green", "recreate", "rolling" })
        {
            var shell = await Shell.ReleasedTwiceAsync(strategy);
            await shell.MaintainAsync(on: true);
            await shell.DeployAsync(ShopDescription.Request("1.2"));
            Assert.True(shell.Target.Router.Maintenance);
            await shell.RollbackAsync();
            Assert.True(shell.Target.Router.Maintenance);
            await shell.MaintainAsync(on: false);
            Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.1"));
        }
    }

    [Theory]
    [InlineData("blue-green")]
    [InlineData("recreate")]
    public async Task A_killed_release_behind_a_page_that_somebody_asked_for_leaves_it_on(string strategy)
    {
        var prepared = await Shell.ReleasedTwiceAsync(strategy);
        await prepared.MaintainAsync(on: true);
        await KillSweep.RunAsync(prepared, (shell, fate) => shell.DeployAsync(ShopDescription.Request("1.2"), fate), async shell =>
        {
            await shell.DeployAsync(ShopDescription.Request("1.3"));
            var on = shell.Target.Router.Maintenance;
            await shell.MaintainAsync(on: false);
            return [.. Rest.Find(shell.Target, shell.Application, "1.3"), .. on ? Array.Empty<string>() : ["the page was taken away"]];
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_killed_maintenance_command_holds_up_nothing(bool on)
    {
        var prepared = await Shell.ReleasedTwiceAsync("blue-green");
        await prepared.MaintainAsync(!on);
        await KillSweep.RunAsync(prepared, (shell, fate) => shell.MaintainAsync(on, fate), async shell =>
        {
            await shell.MaintainAsync(on: false);
            return (await shell.StatusAsync())!.Interrupted is { } left ? [$"{left}"] : Rest.Find(shell.Target, shell.Application, "1.1");
        });
    }

    [Fact]
    public async Task The_downtime_of_a_recreation_is_measured_and_recorded()
    {
        var shell = await Shell.ReleasedTwiceAsync("recreate");
        var report = await shell.DeployAsync(ShopDescription.Request("1.2"));
        Assert.True(report.Release.Downtime > TimeSpan.Zero);
        var record = (await shell.StatusAsync())!.State.LiveRelease!;
        Assert.Equal((report.Release.Downtime, "recreate"), (record.Downtime, record.Strategy));
    }

    [Fact]
    public async Task A_recreation_runs_no_two_versions_on_its_way_back_either()
    {
        var shell = await Shell.ReleasedTwiceAsync("recreate");
        await shell.RollbackAsync();
        await Assert.ThrowsAsync<ReleaseFailedException>(() => shell.DeployAsync(ShopDescription.Request("1.2", Behaviour.BreaksLive)));
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.0"));
    }

    [Theory]
    [InlineData(Behaviour.Failing, "20 % of its requests failed, 0 % of the old version's")]
    [InlineData(Behaviour.Slow, "it took 200 ms a request, the old version 20 ms")]
    public async Task A_canary_that_is_worse_goes_back_to_nothing_at_once(string behaviour, string reason)
    {
        var shell = await Shell.ReleasedTwiceAsync("canary");
        var before = shell.Target.Log.Count;
        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => shell.DeployAsync(ShopDescription.Request("1.2", behaviour)));
        Assert.Equal(ExitCode.Failed, shell.CodeOf(error));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(["router shift to blue 20 %, green 80 %, canary blue", "router shift to green"],
            shell.Target.Log.Skip(before).Where(effect => effect.StartsWith("router shift", StringComparison.Ordinal)));
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.1"));
    }

    [Fact]
    public async Task A_canary_without_traffic_is_waited_for_and_then_has_failed()
    {
        var shell = await Shell.ReleasedTwiceAsync("canary");
        shell.Target.Router.Traffic.Rate = 0;
        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => shell.DeployAsync(ShopDescription.Request("1.2")));
        Assert.Contains("missing data never passes: the canary answered 0 requests", error.Message, StringComparison.Ordinal);
        Assert.Contains(shell.Observer.Heard, line => line.StartsWith("waiting for enough traffic", StringComparison.Ordinal));
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.1"));
    }

    /// <summary>Not a single request of Slipway itself is counted, whatever it asks, before the switch and after it.</summary>
    [Fact]
    public async Task An_application_that_nobody_visits_has_no_statistics()
    {
        var shell = await Shell.ReleasedTwiceAsync("blue-green");
        shell.Target.Router.Traffic.Rate = 0;
        var before = Enum.GetValues<Slot>().Sum(slot => shell.Target.Router.Statistics(slot).Requests);
        await shell.DeployAsync(ShopDescription.Request("1.2"));
        await shell.RollbackAsync();
        Assert.Equal(before, Enum.GetValues<Slot>().Sum(slot => shell.Target.Router.Statistics(slot).Requests));
    }

    [Fact]
    public async Task A_canary_is_not_released_behind_a_maintenance_page()
    {
        var shell = await Shell.ReleasedTwiceAsync("canary");
        await shell.MaintainAsync(on: true);
        var error = await Assert.ThrowsAsync<SpecificationException>(() => shell.DeployAsync(ShopDescription.Request("1.2")));
        Assert.Contains("`Maintenance --off`", error.Message, StringComparison.Ordinal);
    }
}
