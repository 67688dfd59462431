using Docker.DotNet.Models;
using Slipway.Containers;

namespace Slipway.Docker.Tests;

/// <summary>
/// What the engine is told to bring back; that it does, after having been killed, is tested end to end on an engine that may be killed.
/// </summary>
public sealed class RestartTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private IContainers Containers => fixture.Engine.Containers;

    [EngineFact]
    public async Task A_container_is_to_come_back_in_any_case_until_it_is_stopped_and_again_once_it_is_started()
    {
        var name = await fixture.StartAsync(fixture.Sleeper("kept") with { Restart = true });
        Assert.Equal(RestartPolicyKind.Always, await ReadAsync(name));

        await Containers.StopAsync(name, TimeSpan.FromSeconds(1), CancellationToken.None);
        Assert.Equal(RestartPolicyKind.UnlessStopped, await ReadAsync(name));

        await Containers.StartAsync(name, CancellationToken.None);
        Assert.Equal(RestartPolicyKind.Always, await ReadAsync(name));
    }

    [EngineFact]
    public async Task A_container_that_is_not_to_come_back_never_is()
    {
        var name = await fixture.StartAsync(fixture.Sleeper("once"));
        await Containers.StopAsync(name, TimeSpan.FromSeconds(1), CancellationToken.None);
        await Containers.StartAsync(name, CancellationToken.None);
        Assert.Equal(RestartPolicyKind.No, await ReadAsync(name));
    }

    /// <summary>Now and then one ends between the engine's look at it and its change, which the engine then refuses.</summary>
    [EngineFact]
    public async Task Containers_that_end_at_each_start_can_be_stopped_at_any_moment()
    {
        var random = new Random(1);
        for (var round = 0; round < 5; round++)
        {
            var pauses = Enumerable.Range(0, 4).Select(_ => random.Next(20, 700)).ToList();
            await Task.WhenAll(pauses.Select(async (pause, index) =>
            {
                var name = await fixture.StartAsync(
                    fixture.Sleeper($"ends-{round}-{index}") with { Restart = true, Command = ["sh", "-c", "exit 7"] });
                await Task.Delay(pause);
                await Containers.StopAsync(name, TimeSpan.FromSeconds(1), CancellationToken.None);
                Assert.Equal(RestartPolicyKind.UnlessStopped, await ReadAsync(name));
                await Containers.RemoveAsync(name, CancellationToken.None);
            }));
        }
    }

    private async Task<RestartPolicyKind> ReadAsync(string name) =>
        (await fixture.Engine.Connection.CallAsync("inspect", (engine, token) => engine.Containers.InspectContainerAsync(name, token),
            CancellationToken.None))
            .HostConfig.RestartPolicy.Name;
}
