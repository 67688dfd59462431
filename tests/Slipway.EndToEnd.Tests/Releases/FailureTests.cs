using Slipway.EndToEnd.Tests.Load;
using Slipway.EndToEnd.Tests.Reliability;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Routing;

namespace Slipway.EndToEnd.Tests.Releases;

/// <summary>Releases that fail: the old version stays live, and whoever reads the message knows why.</summary>
public sealed class FailureTests(ShopOnTarget shop) : IClassFixture<ShopOnTarget>
{
    [EngineFact]
    [Fault("The new version never becomes healthy",
        Served = "the old version, no request lost",
        Said = "4: what was expected, what was seen, the container's last lines",
        Converged = "by itself: everything was undone")]
    public async Task Version_that_is_never_ready_leaves_the_old_one_live_and_says_what_was_seen()
    {
        var ended = await FailAsync(await shop.Images.NeverReadyAsync(), healthSeconds: 4);

        Assert.Contains("-web-", ended.Error, StringComparison.Ordinal);
        Assert.Contains("/health/ready", ended.Error, StringComparison.Ordinal);
        Assert.Contains("503", ended.Error, StringComparison.Ordinal);
        Assert.Contains("| the database has moved", ended.Error, StringComparison.Ordinal);
        Assert.Contains("What was live before is live", ended.Error, StringComparison.Ordinal);
        await ExpectNothingAbandonedAsync();
    }

    [EngineFact]
    public async Task Version_that_dies_at_each_start_is_given_up_before_the_limit()
    {
        var ended = await FailAsync(await shop.Images.BeforeAsync("web", "echo 'no licence found' >&2; exit 7", "dies"),
            healthSeconds: 300);

        Assert.Contains("it has died at each of", ended.Error, StringComparison.Ordinal);
        Assert.Contains("| no licence found", ended.Error, StringComparison.Ordinal);
        await ExpectNothingAbandonedAsync();
    }

    [EngineFact]
    [Fault("The migration fails",
        Served = "the old version, no request lost",
        Said = "4 with the migration's last lines",
        Converged = "by itself: no slot was touched")]
    public async Task Failing_migration_ends_the_release_before_any_slot_is_touched()
    {
        var slots = await ReadSlotsAsync();
        var ended = await FailAsync(await shop.Images.FailingMigrationAsync(), healthSeconds: 30);

        Assert.Contains("The migration failed: exit code 0 was expected, 1 was observed", ended.Error, StringComparison.Ordinal);
        Assert.Contains("| column price is still in use", ended.Error, StringComparison.Ordinal);
        Assert.Equal(slots, await ReadSlotsAsync());
    }

    [EngineFact]
    public async Task Image_that_is_not_in_the_registry_costs_neither_the_live_nor_the_warm_slot()
    {
        (await shop.DeployAsync("warm")).Expect(ExitCode.Released);
        var slots = await ReadSlotsAsync();
        var known = await shop.GoodImageAsync("warm");
        var ended = await FailAsync($"{known[..known.IndexOf(':', known.IndexOf('@', StringComparison.Ordinal))]}:{new string('0', 64)}",
            healthSeconds: 30);

        Assert.Contains("is not to be had", ended.Error, StringComparison.Ordinal);
        Assert.Equal(slots, await ReadSlotsAsync());
    }

    [EngineFact]
    public async Task Next_release_after_a_failed_one_goes_live()
    {
        await FailAsync(await shop.Images.BeforeAsync("web", "exit 7", "dies-silently"), healthSeconds: 300);
        (await shop.DeployAsync("next")).Expect(ExitCode.Released);
        await shop.ExpectAtRestAsync("next");
    }

    [EngineFact]
    [Fault("A worker of the new version ends at each of its starts",
        Served = "the new, then the old version, no request lost",
        Said = "4: how often it has died, and its last lines",
        Converged = "by itself: everything was undone")]
    public async Task Version_whose_worker_dies_at_each_start_is_no_release()
    {
        var ended = await FailAsync(await shop.Images.BeforeAsync("worker", "echo 'no queue found' >&2; exit 7", "worker-dies"),
            healthSeconds: 300, workersSteadySeconds: 10);

        Assert.Contains("was expected to run on; it has died at each of 6 starts", ended.Error, StringComparison.Ordinal);
        Assert.Contains("| no queue found", ended.Error, StringComparison.Ordinal);
        await ExpectNothingAbandonedAsync();
    }

    [EngineFact]
    [Fault("The new version answers its health and version paths, and nothing else",
        Served = "its errors until the soak has seen them three times in a row (3 s unless set otherwise), then the old version",
        Said = "4: the share of requests that failed, and what is allowed",
        Converged = "by itself: the traffic was shifted back")]
    public async Task Version_that_fails_at_what_clients_ask_for_gives_way_in_its_soak()
    {
        var before = await shop.AskAsync();
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false);
        var ended = (await ShopOnTarget.RunAsync(shop.Assignment with
        {
            Version = "hollow", Image = await shop.Images.HollowAsync(), SoakSeconds = 120,
        })).Expect(ExitCode.Failed);

        Assert.Contains("requests failed; ", ended.Error, StringComparison.Ordinal);
        Assert.Contains("What was live before is live", ended.Error, StringComparison.Ordinal);
        Assert.Equal(["status 500"], (await load.StopAsync()).Requests.Reasons.Keys);
        Assert.Equal(before, await shop.AskAsync());
        await shop.ExpectAtRestAsync(before.Version);
    }

    [EngineFact]
    [Fault("The new version answers its health and version paths, and hangs up on whoever asks for anything else",
        Served = "nothing to those until the end of the drain, or of a soak; then the old version",
        Said = "4: how many requests of the watch were lost since the switch, and how many may be",
        Converged = "by itself: the traffic was shifted back")]
    public async Task Version_that_loses_requests_is_no_release()
    {
        var before = await shop.AskAsync();
        var ended = (await ShopOnTarget.RunAsync(shop.Assignment with
        {
            Version = "deaf", Image = await shop.Images.DeafAsync(), ProbePath = "/health/live",
        })).Expect(ExitCode.Failed);

        Assert.Contains("requests that watch the public address were lost since the switch; 0 may be", ended.Error,
            StringComparison.Ordinal);
        Assert.Contains("What was live before is live", ended.Error, StringComparison.Ordinal);
        Assert.Equal(before, await shop.AskAsync());
        await shop.ExpectAtRestAsync(before.Version);
    }

    private async Task<Ended> FailAsync(string image, int healthSeconds, double workersSteadySeconds = 0)
    {
        var before = await shop.AskAsync();
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false);
        var ended = await ShopOnTarget.RunAsync(shop.Assignment with
        {
            Version = "bad", Image = image, HealthSeconds = healthSeconds, WorkersSteadySeconds = workersSteadySeconds,
        });
        var result = await load.StopAsync();

        ended.Expect(ExitCode.Failed);
        result.ExpectNothingLost();
        Assert.Equal(before, await shop.AskAsync());
        await shop.ExpectAtRestAsync(before.Version);
        return ended;
    }

    private async Task ExpectNothingAbandonedAsync()
    {
        var state = (await shop.ReadStatusAsync()).State;
        Assert.True(state.In(state.Live!.Value.Other()).IsEmpty, "nothing of the failed release is left");
    }

    private async Task<IReadOnlyList<string>> ReadSlotsAsync() =>
        [.. (await shop.ReadSlotAsync(Slot.Blue)).Values, .. (await shop.ReadSlotAsync(Slot.Green)).Values];
}
