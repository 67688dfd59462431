using System.Net.Http.Json;
using Slipway.Applications;
using Slipway.EndToEnd.Tests.Load;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Hosts;
using Slipway.Routing;

namespace Slipway.EndToEnd.Tests.Builds;

/// <summary>The main job and what surrounds it, through the real build.sh.</summary>
[Collection(BuildsCollection.Name)]
public sealed class BuildReleaseTests(ReleasedByBuild released) : IClassFixture<ReleasedByBuild>
{
    private readonly RepositoryCopy copy = released.Copy;

    private Uri Address => new UriBuilder("http", "127.0.0.1", copy.Port).Uri;

    [EngineFact]
    public void Deploy_ends_with_address_release_number_and_how_long_each_phase_took()
    {
        Assert.Contains(Address.ToString(), released.First.All, StringComparison.Ordinal);
        foreach (var phase in new[] { "Compile", "Test", "DockerBuild", "Push", "Migrate", "DeployRelease", "Verify" })
        {
            Assert.Contains(released.First.Output, line => line.Contains(phase, StringComparison.Ordinal));
        }

        Assert.Contains(released.First.Output, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["Release", "1"]);
        Assert.Contains(released.Second.Output, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["Release", "2"]);
    }

    [EngineFact]
    public void Deploy_counts_the_requests_of_its_switch_and_lost_none() =>
        Assert.Contains(released.Second.Output, line => line.Contains("requests sent, 0 failed", StringComparison.Ordinal));

    [EngineFact]
    public async Task Status_names_the_live_release_and_both_slots()
    {
        var status = (await copy.BuildAsync("Status")).Expect(ExitCode.Released);
        var live = await AskAsync();
        Assert.Contains(status.Output,
            line => line.Contains($"version {live.Version}, is live in the {live.Slot} slot at {Address}", StringComparison.Ordinal));
        Assert.Contains($"{copy.Application}-web-blue", status.All, StringComparison.Ordinal);
        Assert.Contains($"{copy.Application}-web-green", status.All, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Reset_without_a_terminal_needs_yes_and_touches_nothing()
    {
        var before = await SnapshotAsync();
        Assert.Contains("--yes", (await copy.BuildAsync("Reset")).Expect(ExitCode.Usage).All, StringComparison.Ordinal);
        Assert.Equal(before, await SnapshotAsync());
    }

    [EngineFact]
    public async Task PlanRelease_shows_the_steps_and_touches_nothing()
    {
        await copy.CommitAsync("to be planned");
        var before = await SnapshotAsync();
        var plan = (await copy.BuildAsync("PlanRelease")).Expect(ExitCode.Released);
        Assert.Contains(plan.Output, line => line.Contains("Shift traffic from", StringComparison.Ordinal));
        Assert.Contains(plan.Output, line => line.Contains("Drain the", StringComparison.Ordinal));
        Assert.Equal(before, await SnapshotAsync());
    }

    [EngineFact]
    public async Task History_shows_every_run_and_its_outcome()
    {
        var history = (await copy.BuildAsync("History")).Expect(ExitCode.Released);
        Assert.True(
            history.Output.Count(
                line => line.Contains("Deploy", StringComparison.Ordinal) && line.Contains("released", StringComparison.Ordinal)) >= 2,
                history.All);
    }

    [EngineFact]
    public async Task Logs_show_the_lines_of_the_service_that_is_named()
    {
        var logs = (await copy.BuildAsync("Logs", "--service", "web", "--tail", "5")).Expect(ExitCode.Released);
        Assert.Contains(logs.Output,
            line =>
                line.StartsWith($"{copy.Application}-web-", StringComparison.Ordinal) && line.Contains(" | ", StringComparison.Ordinal));
        Assert.DoesNotContain(logs.Output, line => line.StartsWith($"{copy.Application}-worker-", StringComparison.Ordinal));
        var unknown = (await copy.BuildAsync("Logs", "--service", "nobody")).Expect(ExitCode.Usage);
        Assert.Contains("nobody", unknown.All, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Deploy_of_the_same_commit_switches_nothing()
    {
        await EnsureHeadIsLiveAsync();
        var before = await SnapshotAsync();
        (await copy.BuildAsync("Deploy")).Expect(ExitCode.Released);
        Assert.Equal(before, await SnapshotAsync());
    }

    [EngineFact]
    public async Task Rollback_brings_the_other_version_back_and_loses_no_request()
    {
        await copy.CommitAsync("to be rolled back");
        var before = await AskAsync();
        (await copy.BuildAsync("Deploy")).Expect(ExitCode.Released);
        Assert.Equal(await copy.ReadVersionAsync(), (await AskAsync()).Version);

        await using var load = await OpenLoopLoad.StartAsync(Address, events: false);
        var rollback = (await copy.BuildAsync("Rollback")).Expect(ExitCode.Released);
        (await load.StopAsync()).ExpectNothingLost();
        Assert.Equal(before.Version, (await AskAsync()).Version);
        Assert.Contains("brings back", rollback.All, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Second_build_that_deploys_while_one_does_ends_with_3()
    {
        await copy.CommitAsync("locked");
        await using var first = copy.StartBuild("Deploy", "--force");
        Assert.True(await first.ReadUntilAsync("[ 1/"), "the first deploy has begun to change the target");
        var second = (await copy.BuildAsync("Deploy")).Expect(ExitCode.Locked);
        Assert.Contains("is deploying", second.All, StringComparison.Ordinal);
        (await first.EndAsync()).Expect(ExitCode.Released);
    }

    [EngineFact]
    public async Task SIGTERM_to_build_sh_reaches_the_release_which_is_undone()
    {
        var before = await AskAsync();
        await copy.CommitAsync("interrupted");
        await using var deploy = copy.StartBuild("Deploy");
        Assert.True(await deploy.ReadUntilAsync("Start release"), "the release has begun");
        await deploy.SignalAsync("TERM");
        (await deploy.EndAsync()).Expect(ExitCode.Interrupted);
        Assert.Equal(before.Version, (await AskAsync()).Version);
    }

    [EngineFact]
    public async Task Registry_that_does_not_answer_ends_with_4_and_switches_nothing()
    {
        var before = await SnapshotAsync();
        await copy.CommitAsync("registry");
        var ended = (await copy.BuildAsync("Deploy", "--registry", "127.0.0.1:1")).Expect(ExitCode.Failed);
        Assert.Contains("127.0.0.1:1", ended.All, StringComparison.Ordinal);
        Assert.Contains("what was live is live", ended.All, StringComparison.Ordinal);
        Assert.Equal(before, await SnapshotAsync());
    }

    [EngineFact]
    public async Task Cleanup_removes_the_idle_slot_and_leaves_the_live_one()
    {
        var live = await AskAsync();
        (await copy.BuildAsync("Cleanup")).Expect(ExitCode.Released);
        Assert.Equal(live, await AskAsync());
        var idle = live.Slot == "blue" ? "green" : "blue";
        Assert.Empty(await DockerClient.RunAsync("ps", "--all", "--quiet",
            "--filter", $"label={ResourceNames.ApplicationLabel}={copy.Application}", "--filter",
            $"label={ResourceNames.SlotLabel}={idle}"));
        // The next test may need two slots.
        await copy.CommitAsync("after the cleanup");
        (await copy.BuildAsync("Deploy")).Expect(ExitCode.Released);
    }

    private async Task EnsureHeadIsLiveAsync()
    {
        if ((await AskAsync()).Version != await copy.ReadVersionAsync())
        {
            (await copy.BuildAsync("Deploy")).Expect(ExitCode.Released);
        }
    }

    private async Task<LiveAnswer> AskAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        return (await client.GetFromJsonAsync<LiveAnswer>("/version.json", CancellationToken.None))!;
    }

    /// <summary>Ids and states of all containers of the application.</summary>
    private Task<IReadOnlyList<string>> SnapshotAsync() => DockerClient.RunAsync("ps", "--all", "--no-trunc",
        "--filter", $"label={ResourceNames.ApplicationLabel}={copy.Application}", "--format", "{{.ID}} {{.Names}} {{.State}}");
}
