using Slipway.Containers;

namespace Slipway.Docker.Tests;

/// <summary>What a container may use, and what the engine tells of one that wanted more.</summary>
public sealed class LimitTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private IContainers Containers => fixture.Engine.Containers;

    [EngineFact]
    public async Task Tmp_holds_as_much_as_it_may_and_runs_programs_only_where_that_is_allowed()
    {
        var tight = await fixture.StartAsync(fixture.Sleeper("tight") with { TemporaryBytes = ContainerSpec.Mebibyte });
        var free = await fixture.StartAsync(fixture.Sleeper("free") with { TemporaryExecutable = true });
        const string Fill = "head -c 2000000 /dev/zero > /tmp/full";
        const string Run = "printf '#!/bin/sh\\nexit 7\\n' > /tmp/run && chmod +x /tmp/run && /tmp/run";

        Assert.Contains("No space left", (await RunAsync(tight, Fill)).StandardError, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(free, Fill)).ExitCode);
        Assert.Equal(126, (await RunAsync(tight, $"rm -f /tmp/full; {Run}")).ExitCode);
        Assert.Equal(7, (await RunAsync(free, Run)).ExitCode);
    }

    [EngineFact]
    public async Task Whoever_wants_more_memory_than_its_limit_is_told_so()
    {
        const string Greedy = "echo before; exec perl -e '$x = \"x\" x 200_000_000; sleep 60'";
        var name = await fixture.StartAsync(fixture.Running("greedy", Greedy) with { MemoryBytes = 32 * ContainerSpec.Mebibyte });
        await fixture.AwaitEndAsync(name);

        var ended = (await Containers.FindAsync(name, CancellationToken.None))!;
        Assert.True(ended.OutOfMemory);
        Assert.Equal(", killed because it wanted more memory than its limit of 32 MiB", ended.WhyKilled);
        Assert.Equal(["before"], await Containers.ReadLogsAsync(name, 15, CancellationToken.None).ToListAsync());
    }

    [EngineFact]
    public async Task One_that_does_not_end_when_it_is_told_to_is_killed_and_has_that_exit_code()
    {
        var name = await fixture.StartAsync(fixture.Running("stubborn", "trap '' TERM; echo ready; while :; do sleep 1; done"));
        await Containers.StopAsync(name, TimeSpan.FromSeconds(1), CancellationToken.None);

        var ended = (await Containers.FindAsync(name, CancellationToken.None))!;
        Assert.Equal((137, false), (ended.ExitCode, ended.OutOfMemory));
    }

    [EngineFact]
    public async Task A_volume_that_the_image_asks_for_is_told_by_its_path_and_goes_with_its_container()
    {
        var image = await fixture.Engine.Images.EnsureAsync(
            new ImageRecipe(fixture.Name("asking"), $"FROM {EngineFixture.Image}\nVOLUME /var/lib/shop\n",
                new Dictionary<string, string>(StringComparer.Ordinal)),
            new Progress<string>(), CancellationToken.None);
        var name = await fixture.StartAsync(fixture.Sleeper("asking") with { Image = image });

        var mount = Assert.Single((await Containers.FindAsync(name, CancellationToken.None))!.From!.Mounts);
        Assert.Equal("/var/lib/shop", mount.Path);
        await Containers.RemoveAsync(name, CancellationToken.None);
        Assert.Null(await fixture.Engine.Volumes.FindLabelsAsync(mount.Volume, CancellationToken.None));
        await fixture.Engine.Images.RemoveAsync(image, CancellationToken.None);
    }

    private Task<CommandResult> RunAsync(string name, string script) =>
        Containers.ExecuteAsync(name, ["sh", "-c", script], CancellationToken.None);
}
