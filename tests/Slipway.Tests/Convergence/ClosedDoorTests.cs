using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Routing;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>No request comes through, because a container on its way is held, stopped, or ends again and again.</summary>
public sealed class ClosedDoorTests
{
    private const string Starts =
        "`SwitchTraffic --to-slot green` starts it and does nothing else; `Deploy` and `Rollback` start it before their own work.";

    [Theory]
    [InlineData("Created", "its router does not run", Starts)]
    [InlineData("Exited", "its router does not run", Starts)]
    [InlineData("Paused", "its router is paused",
        "`SwitchTraffic --to-slot green` lets it go on and does nothing else; `Deploy` and `Rollback` let it go on before their own work.")]
    [InlineData("Restarting", "its router ends again and again", "`docker logs shop-router` says why.")]
    public async Task What_is_recorded_as_live_is_named_with_why_it_is_not_served_and_what_brings_it_back(
        string status, string reason, string mend)
    {
        var shell = await Shell.ReleasedTwiceAsync("blue-green");
        shell.Target.Router.Die();
        shell.Target.Containers["shop-router"].Status = Enum.Parse<ContainerStatus>(status);

        var live = (await shell.StatusAsync())!.DescribeLive();

        Assert.StartsWith("shop: release 2, version 1.1, is recorded as live in the green slot (since ", live, StringComparison.Ordinal);
        Assert.EndsWith($"), but {reason}: http://application.test/ is not served. {mend}", live, StringComparison.Ordinal);
        Assert.Equal($"Release 2 is recorded as live, but {reason}: http://application.test/ is not served. {mend}",
            (await shell.ServingAsync()).Sentence);

        // What it says brings it back does.
        if (status != "Restarting")
        {
            var runs = await shell.HistoryAsync();
            await shell.SwitchAsync(Slot.Green);
            Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.1"));
            Assert.Equal(runs.Count, (await shell.HistoryAsync()).Count);
        }
    }

    [Fact]
    public async Task A_router_whose_container_runs_and_that_does_not_answer_is_not_told_as_one_that_does_not_run()
    {
        var shell = await Shell.ReleasedTwiceAsync("blue-green");
        shell.Target.Router.Mute = true;

        Assert.Contains("but its router does not answer: http://application.test/ is not served. "
            + "`SwitchTraffic --to-slot green` brings it back and does nothing else; `Deploy` and `Rollback` bring it back before",
            (await shell.StatusAsync())!.DescribeLive(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ResourceNames.ServiceRole)]
    [InlineData(ResourceNames.WorkerRole)]
    [InlineData(ResourceNames.SharedServiceRole)]
    public async Task What_is_paused_though_it_should_run_is_told_and_the_next_command_lets_it_go_on(string role)
    {
        var shell = await Shell.ReleasedTwiceAsync("blue-green");
        // Until it goes on nobody is served.
        shell.Target.Router.Forget();
        var held = shell.Target.Containers.Values.First(container =>
            container.Role == role && !container.Spec.Name.Contains("-blue", StringComparison.Ordinal));
        held.Status = Enum.Parse<ContainerStatus>("Paused");

        Assert.Equal([$"{held.Spec.Name} (paused)"], (await shell.StatusAsync())!.Stopped);

        await shell.SwitchAsync(Slot.Green);

        Assert.Equal(ContainerStatus.Running, held.Status);
        Assert.DoesNotContain(await shell.HistoryAsync(), run => run.Start.Run == RunKind.SwitchTraffic);
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.1"));
    }

    [Fact]
    public async Task A_keeper_that_is_paused_goes_on_before_it_is_asked()
    {
        var shell = await Shell.ReleasedTwiceAsync("blue-green");
        shell.Target.Containers["shop-keeper"].Status = Enum.Parse<ContainerStatus>("Paused");

        Assert.Equal("1.1", (await shell.StatusAsync())!.State.LiveRelease!.Version);
    }
}
