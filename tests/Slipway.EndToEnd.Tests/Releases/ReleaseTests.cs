using System.Globalization;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Load;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Routing;

namespace Slipway.EndToEnd.Tests.Releases;

/// <summary>Releases that go well, as real processes on the real engine.</summary>
public sealed class ReleaseTests(ShopOnTarget shop) : IClassFixture<ShopOnTarget>
{
    [EngineFact]
    public void First_release_is_recorded_as_release_1_and_tells_where_it_is_live()
    {
        Assert.Contains(shop.First.Output, line => line.StartsWith("live: release 1, version v1", StringComparison.Ordinal)
            && line.Contains(shop.Address.ToString(), StringComparison.Ordinal));
    }

    [EngineFact]
    public async Task Release_under_load_loses_no_request_and_no_event()
    {
        var before = (await shop.ReadStatusAsync()).State.Live!.Value;
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: true);
        var ended = await ShopOnTarget.RunAsync(await shop.DeploymentOfAsync("under-load") with { DrainSeconds = 3 });
        var result = await load.StopAsync();

        ended.Expect(ExitCode.Released);
        result.ExpectNothingLost();
        Assert.Contains(ended.Output,
            line => line.StartsWith("live: ", StringComparison.Ordinal) && line.Contains(" 0 failed", StringComparison.Ordinal));
        await shop.ExpectAtRestAsync("under-load");
        var state = (await shop.ReadStatusAsync()).State;
        Assert.Equal(before.Other(), state.Live);
        var figures = state.LiveRelease!.Figures!;
        Assert.Equal((0, 0L), (figures.Lost, figures.RequestsLost));
        Assert.True(figures is { Sent: > 0, Requests: > 0, During.Answers: > 0 }, $"{figures}");
        Assert.Equal(["blue", "green"], result.Requests.Answers.Keys.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [EngineFact]
    public async Task Two_releases_in_a_row_end_a_held_event_stream_gently()
    {
        (await shop.DeployAsync("row-1")).Expect(ExitCode.Released);
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: true);
        (await ShopOnTarget.RunAsync(await shop.DeploymentOfAsync("row-2") with { DrainSeconds = 1 })).Expect(ExitCode.Released);
        (await ShopOnTarget.RunAsync(await shop.DeploymentOfAsync("row-3") with { DrainSeconds = 1 })).Expect(ExitCode.Released);
        (await load.StopAsync()).ExpectNothingLost();
        await shop.ExpectAtRestAsync("row-3");
    }

    [EngineFact]
    public async Task Rollback_under_load_loses_nothing_and_wakes_the_warm_slot()
    {
        (await shop.DeployAsync("older")).Expect(ExitCode.Released);
        (await shop.DeployAsync("newer")).Expect(ExitCode.Released);
        var warm = (await shop.ReadStatusAsync()).State.Live!.Value.Other();
        var containers = await shop.ReadSlotAsync(warm);

        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: true);
        var ended = await ShopOnTarget.RunAsync(shop.Assignment with { Command = Deployer.Command.Rollback, DrainSeconds = 3 });
        var result = await load.StopAsync();

        ended.Expect(ExitCode.Released);
        result.ExpectNothingLost();
        await shop.ExpectAtRestAsync("older");
        Assert.Equal(warm, (await shop.ReadStatusAsync()).State.Live);
        Assert.Equal(containers, await shop.ReadSlotAsync(warm));
    }

    [EngineFact]
    public async Task Rollback_to_a_release_that_is_in_no_slot_any_more_brings_it_back()
    {
        (await shop.DeployAsync("wanted")).Expect(ExitCode.Released);
        var wanted = (await shop.ReadStatusAsync()).State.LiveRelease!.Number;
        (await shop.DeployAsync("between")).Expect(ExitCode.Released);
        (await shop.DeployAsync("unwanted")).Expect(ExitCode.Released);

        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false);
        var ended = await shop.RollbackAsync(wanted);
        var result = await load.StopAsync();

        ended.Expect(ExitCode.Released);
        result.ExpectNothingLost();
        await shop.ExpectAtRestAsync("wanted");
        Assert.Equal(wanted.ToString(CultureInfo.InvariantCulture), (await shop.AskAsync()).Release);
        Assert.Equal(wanted, (await shop.ReadStatusAsync()).State.LiveRelease!.Restores);
    }

    [EngineFact]
    public async Task Rollback_to_a_release_that_never_was_is_a_usage_error_and_changes_nothing()
    {
        var before = await shop.AskAsync();
        var ended = (await shop.RollbackAsync(999)).Expect(ExitCode.Usage);
        Assert.Contains("--to-release: there is no release 999", ended.Error, StringComparison.Ordinal);
        Assert.Equal(before, await shop.AskAsync());
    }

    [EngineFact]
    public async Task Deploy_of_what_is_live_touches_nothing()
    {
        (await shop.DeployAsync("twice")).Expect(ExitCode.Released);
        var containers = await ListContainersAsync();
        var journal = await shop.ReadJournalAsync();

        var ended = (await shop.DeployAsync("twice")).Expect(ExitCode.Released);

        Assert.Contains(ended.Output, line => line.Contains("nothing to switch", StringComparison.Ordinal));
        Assert.Equal(containers, await ListContainersAsync());
        Assert.Equal(journal.Count, (await shop.ReadJournalAsync()).Count);
    }

    [EngineFact]
    public async Task Deploy_of_what_differs_in_its_limits_alone_amends_the_release_and_touches_no_container()
    {
        (await shop.DeployAsync("limited")).Expect(ExitCode.Released);
        var before = await ListContainersAsync();
        var number = (await shop.ReadStatusAsync()).State.LiveRelease!.Number;
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false);

        var ended = (await ShopOnTarget.RunAsync(await shop.DeploymentOfAsync("limited") with { DrainSeconds = 7, HealthSeconds = 33 }))
            .Expect(ExitCode.Released);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, CancellationToken.None);
        (await load.StopAsync()).ExpectNothingLost();

        Assert.Contains(ended.Output, line => line.StartsWith("started: Take over into release", StringComparison.Ordinal));
        Assert.Equal(before, await ListContainersAsync());
        var live = (await shop.ReadStatusAsync()).State.LiveRelease!;
        var described = live.Description!.On(ShopDescription.Describe(shop.Assignment));
        Assert.Equal((number, TimeSpan.FromSeconds(7)), (live.Number, described.Timeouts.Drain));
    }

    [EngineFact]
    public async Task Worker_of_the_live_slot_processes_the_orders()
    {
        await shop.PlaceOrderAsync();
        (await shop.DeployAsync("orders")).Expect(ExitCode.Released);
        var order = await shop.PlaceOrderAsync();
        await shop.AwaitProcessedAsync(order);
    }

    [EngineFact]
    public async Task Every_run_ends_in_the_journal_as_released()
    {
        (await shop.DeployAsync("journal")).Expect(ExitCode.Released);
        var journal = await shop.ReadJournalAsync();
        Assert.Equal(EntryKind.RunEnded, journal[^1].Kind);
        Assert.Equal(RunOutcome.Released, journal[^1].Outcome);
        Assert.DoesNotContain(journal, entry => entry.Kind == EntryKind.StepFailed);
    }

    private Task<IReadOnlyList<string>> ListContainersAsync() => DockerClient.RunAsync("ps", "--all", "--no-trunc", "--filter",
        $"label={ResourceNames.ApplicationLabel}={shop.Name}", "--format", "{{.ID}} {{.Names}}");
}
