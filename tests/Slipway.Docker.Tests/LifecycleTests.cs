using Docker.DotNet.Models;
using Slipway.Containers;
using Slipway.Waiting;
using ContainerSpec = Slipway.Containers.ContainerSpec;
using ContainerStatus = Slipway.Containers.ContainerStatus;

namespace Slipway.Docker.Tests;

public sealed class LifecycleTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private IContainers Containers => fixture.Engine.Containers;

    [EngineFact]
    public async Task A_created_container_is_not_started()
    {
        var spec = fixture.Sleeper("created");
        await Containers.CreateAsync(spec, CancellationToken.None);

        var found = await Containers.FindAsync(spec.Name, CancellationToken.None);
        Assert.NotNull(found);
        Assert.Equal(ContainerStatus.Created, found.Status);
        Assert.Equal(EngineFixture.Image, found.Image);
        Assert.Null(found.ExitCode);
        Assert.Null(found.StartedAt);
        Assert.Null(found.Address);
        Assert.Null(found.Health);
        Assert.Equal(fixture.Prefix, found.Labels["slipway.test"]);
    }

    [EngineFact]
    public async Task A_container_that_somebody_paused_is_told_as_such_and_goes_on_when_it_is_started()
    {
        var spec = fixture.Sleeper("paused");
        await Containers.CreateAsync(spec, CancellationToken.None);
        await Containers.StartAsync(spec.Name, CancellationToken.None);
        await fixture.Engine.Connection.CallAsync(
            "pause", (engine, token) => engine.Containers.PauseContainerAsync(spec.Name, token), CancellationToken.None);

        var paused = (await Containers.FindAsync(spec.Name, CancellationToken.None))!;
        Assert.Equal((ContainerStatus.Paused, true, true, true), (paused.Status, paused.IsStopped, paused.IsAlive, paused.HoldsPorts));

        await Containers.StartAsync(spec.Name, CancellationToken.None);
        var again = (await Containers.FindAsync(spec.Name, CancellationToken.None))!;
        Assert.Equal((ContainerStatus.Running, paused.StartedAt), (again.Status, again.StartedAt));
    }

    [EngineFact]
    public async Task A_container_shows_what_it_was_created_from()
    {
        var spec = fixture.Sleeper("shown") with
        {
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["MODE"] = "one=1", ["EMPTY"] = "" },
            User = "10001:10001",
            MemoryBytes = 64 * ContainerSpec.Mebibyte,
            ProcessLimit = 77,
            ReadOnlyRootFileSystem = false,
        };
        await Containers.CreateAsync(spec, CancellationToken.None);

        var from = (await Containers.FindAsync(spec.Name, CancellationToken.None))!.From!;
        Assert.Equal((spec.Name, spec.Image, spec.User, spec.MemoryBytes, spec.ProcessLimit, spec.ReadOnlyRootFileSystem),
            (from.Name, from.Image, from.User, from.MemoryBytes, from.ProcessLimit, from.ReadOnlyRootFileSystem));
        Assert.Equal(("one=1", ""), (from.Environment["MODE"], from.Environment["EMPTY"]));
        Assert.Equal(spec.Command, from.Command);
    }

    [EngineFact]
    public async Task Creating_twice_leaves_the_first_container_as_it_is()
    {
        var spec = fixture.Sleeper("twice");
        await Containers.CreateAsync(spec, CancellationToken.None);
        var first = await Containers.FindAsync(spec.Name, CancellationToken.None);

        await Containers.CreateAsync(spec with { Command = ["true"] }, CancellationToken.None);

        Assert.Equal(first!.Id, (await Containers.FindAsync(spec.Name, CancellationToken.None))!.Id);
    }

    [EngineFact]
    public async Task Starting_a_running_container_and_stopping_a_stopped_one_change_nothing()
    {
        var name = await fixture.StartAsync(fixture.Sleeper("idempotent"));
        var before = await Containers.FindAsync(name, CancellationToken.None);
        await Containers.StartAsync(name, CancellationToken.None);
        var after = await Containers.FindAsync(name, CancellationToken.None);
        Assert.Equal(ContainerStatus.Running, after!.Status);
        Assert.Equal(before!.StartedAt, after.StartedAt);
        Assert.NotNull(after.StartedAt);

        await Containers.StopAsync(name, TimeSpan.FromSeconds(5), CancellationToken.None);
        await Containers.StopAsync(name, TimeSpan.FromSeconds(5), CancellationToken.None);
        Assert.Equal(ContainerStatus.Exited, (await Containers.FindAsync(name, CancellationToken.None))!.Status);
    }

    [EngineFact]
    public async Task A_renamed_container_runs_on_under_its_new_name_and_can_not_take_one_that_is_taken()
    {
        var name = await fixture.StartAsync(fixture.Sleeper("renamed"));
        var other = await fixture.StartAsync(fixture.Sleeper("taken"));
        var before = await Containers.FindAsync(name, CancellationToken.None);
        await Containers.RenameAsync(name, $"{name}-now", CancellationToken.None);
        await Containers.RenameAsync(name, $"{name}-now", CancellationToken.None);

        Assert.Null(await Containers.FindAsync(name, CancellationToken.None));
        var after = await Containers.FindAsync($"{name}-now", CancellationToken.None);
        Assert.Equal((before!.Id, before.StartedAt, ContainerStatus.Running), (after!.Id, after.StartedAt, after.Status));
        await Assert.ThrowsAnyAsync<SlipwayException>(() => Containers.RenameAsync($"{name}-now", other, CancellationToken.None));
        await Assert.ThrowsAsync<ContainerMissingException>(() =>
            Containers.RenameAsync(name, fixture.Name("nobody"), CancellationToken.None));
    }

    [EngineFact]
    public async Task What_is_missing_can_be_stopped_and_removed_but_not_started()
    {
        var name = fixture.Name("missing");
        await Containers.StopAsync(name, TimeSpan.FromSeconds(1), CancellationToken.None);
        await Containers.RemoveAsync(name, CancellationToken.None);
        Assert.Null(await Containers.FindAsync(name, CancellationToken.None));

        var failure = await Assert.ThrowsAsync<ContainerMissingException>(() => Containers.StartAsync(name, CancellationToken.None));
        Assert.Contains(name, failure.Message, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_name_that_is_the_beginning_of_an_id_hits_nobody()
    {
        var name = await fixture.StartAsync(fixture.Sleeper("stranger"));
        var id = (await Containers.FindAsync(name, CancellationToken.None))!.Id;

        Assert.Null(await Containers.FindAsync(id[..12], CancellationToken.None));
        await Containers.RemoveAsync(id[..12], CancellationToken.None);

        Assert.Equal(ContainerStatus.Running, (await Containers.FindAsync(name, CancellationToken.None))!.Status);
    }

    [EngineFact]
    public async Task A_container_may_finish_within_the_grace_of_a_stop()
    {
        var name = await fixture.StartAsync(fixture.Running("graceful", "trap 'exit 7' TERM; echo ready; while :; do sleep 0.05; done"));
        await ReadUntilAsync(name, "ready");

        await Containers.StopAsync(name, TimeSpan.FromSeconds(10), CancellationToken.None);

        Assert.Equal(7, (await Containers.FindAsync(name, CancellationToken.None))!.ExitCode);
    }

    [EngineFact]
    public async Task A_container_that_ignores_the_stop_signal_is_killed_after_the_grace()
    {
        var name = await fixture.StartAsync(fixture.Running("stubborn", "trap '' TERM; echo ready; while :; do sleep 0.05; done"));
        await ReadUntilAsync(name, "ready");

        await Containers.StopAsync(name, TimeSpan.Zero, CancellationToken.None);

        Assert.Equal(137, (await Containers.FindAsync(name, CancellationToken.None))!.ExitCode);
    }

    [EngineFact]
    public async Task A_stop_that_names_no_grace_waits_as_long_as_the_container_was_made_to_be_waited_for()
    {
        // It ends by itself 4 s after the signal: soon enough for the engine's own 10 s, and too late for what it was made with.
        var name = await fixture.StartAsync(
            fixture.Running("slow-to-end",
                "trap 'sleep 4; exit 7' TERM; echo ready; while :; do sleep 0.05; done") with { StopGrace = TimeSpan.FromSeconds(1) });
        await ReadUntilAsync(name, "ready");

        await fixture.Engine.Connection.CallAsync("stop it",
            (engine, token) => engine.Containers.StopContainerAsync(name, new ContainerStopParameters(), token), CancellationToken.None);

        Assert.Equal(137, (await Containers.FindAsync(name, CancellationToken.None))!.ExitCode);
    }

    [EngineFact]
    public async Task The_exit_code_of_a_container_that_ended_is_told()
    {
        var name = await fixture.StartAsync(fixture.Running("ends", "sleep 0.2; exit 42"));

        await fixture.AwaitEndAsync(name);

        Assert.Equal(42, (await Containers.FindAsync(name, CancellationToken.None))!.ExitCode);
    }

    [EngineFact]
    public async Task A_running_container_is_removed_with_one_call_and_its_name_is_free_at_once()
    {
        var spec = fixture.Sleeper("removed");
        await fixture.StartAsync(spec);

        await Task.WhenAll(
            Containers.RemoveAsync(spec.Name, CancellationToken.None),
            Containers.RemoveAsync(spec.Name, CancellationToken.None));
        await Containers.CreateAsync(spec, CancellationToken.None);

        Assert.Equal(ContainerStatus.Created, (await Containers.FindAsync(spec.Name, CancellationToken.None))!.Status);
    }

    [EngineFact]
    public async Task An_image_that_is_not_there_is_named()
    {
        var spec = fixture.Sleeper("imageless") with { Image = "slipway.invalid/nothing:1" };

        var failure = await Assert.ThrowsAsync<ImageUnavailableException>(() => Containers.CreateAsync(spec, CancellationToken.None));
        Assert.Contains("slipway.invalid/nothing:1", failure.Message, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_start_that_fails_tells_the_engines_own_reason()
    {
        var spec = fixture.Sleeper("unrunnable") with { Command = ["/no/such/program"], Init = false };
        await Containers.CreateAsync(spec, CancellationToken.None);

        var failure = await Assert.ThrowsAnyAsync<SlipwayException>(() => Containers.StartAsync(spec.Name, CancellationToken.None));
        Assert.Contains("/no/such/program", failure.Message, StringComparison.Ordinal);
        Assert.Contains(spec.Name, failure.Message, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_list_holds_what_carries_every_label_in_the_order_of_names()
    {
        var labels = fixture.Labels.Append(KeyValuePair.Create("kind", "listed")).ToDictionary(StringComparer.Ordinal);
        await Containers.CreateAsync(fixture.Sleeper("list-b") with { Labels = labels }, CancellationToken.None);
        await fixture.StartAsync(fixture.Sleeper("list-a") with { Labels = labels });
        await Containers.CreateAsync(fixture.Sleeper("list-c"), CancellationToken.None);

        var listed = await Containers.ListAsync(labels, CancellationToken.None);

        Assert.Equal([fixture.Name("list-a"), fixture.Name("list-b")], listed.Select(container => container.Name), StringComparer.Ordinal);
        Assert.Equal([ContainerStatus.Running, ContainerStatus.Created], listed.Select(container => container.Status));
    }

    [EngineFact]
    public async Task A_log_gives_its_last_lines_of_both_outputs()
    {
        var name = await fixture.StartAsync(
            fixture.Running("logs", "echo one; sleep 0.1; echo two >&2; sleep 0.1; echo three; printf four"));
        await fixture.AwaitEndAsync(name);

        Assert.Equal(["two", "three", "four"], await ReadAsync(name, tail: 3));
        Assert.Equal(4, (await ReadAsync(name, tail: 100)).Count);
    }

    private async Task<List<string>> ReadAsync(string name, int tail)
    {
        List<string> lines = [];
        await foreach (var line in Containers.ReadLogsAsync(name, tail, CancellationToken.None))
        {
            lines.Add(line);
        }

        return lines;
    }

    private Task ReadUntilAsync(string name, string expected) => Poller.Quiet(TimeProvider.System).UntilAsync(
        $"{name} to say '{expected}'", TimeSpan.FromMinutes(2), Pacing.Every(TimeSpan.FromMilliseconds(50)),
        async _ => (await ReadAsync(name, tail: 10)) is var lines && lines.Contains(expected, StringComparer.Ordinal)
            ? null
            : string.Join(" | ", lines),
        CancellationToken.None);
}
