using Slipway.Applications;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Hosts;
using Slipway.Routing;

namespace Slipway.EndToEnd.Tests.Security;

/// <summary>Other people's containers, volumes and networks that have the very names which the application gives to its own.</summary>
public sealed class NamesakesTests(ShopWithoutWorker shop) : IClassFixture<ShopWithoutWorker>
{
    [EngineFact]
    public async Task Strangers_with_the_names_of_the_next_release_are_named_and_left_as_they_are()
    {
        var idle = (await shop.ReadStatusAsync()).State.Live!.Value.Other();
        var container = shop.Names.Slot("web", idle);
        var volume = ResourceNames.SecretsVolume(container);
        var image = await shop.Images.GoodAsync($"{shop.Name}-namesake");
        var next = await shop.DeploymentOfAsync("next");
        await DockerClient.RunAsync("run", "--detach", "--name", container, "--entrypoint", "sleep", image, "infinity");
        await DockerClient.RunAsync("volume", "create", "--label", $"{ResourceNames.ApplicationLabel}=other", volume);
        try
        {
            await DockerClient.RunAsync("run", "--rm", "--user", "0", "--volume", $"{volume}:/theirs", "--entrypoint", "touch", image,
                "/theirs/file");
            var before = await DescribeAsync(container);
            Assignment[] commands = [next, next with { Command = Command.Cleanup }, next with { Command = Command.Rollback }];
            foreach (var command in commands)
            {
                var refused = (await ShopOnTarget.RunAsync(command)).Expect(ExitCode.Usage);
                Assert.Contains(
                    $"services.web: the container {container} exists and is not this application's (its label "
                        + $"{ResourceNames.ApplicationLabel} is missing", refused.All, StringComparison.Ordinal);
                Assert.Contains(
                    $"services.web: the volume {volume} exists and is not this application's (its label {ResourceNames.ApplicationLabel} "
                        + "is \"other\"", refused.All, StringComparison.Ordinal);
            }

            Assert.Equal(before, await DescribeAsync(container));
            Assert.Equal(["file"],
                await DockerClient.RunAsync("run", "--rm", "--user", "0", "--volume", $"{volume}:/theirs", "--entrypoint", "ls", image,
                    "/theirs"));
            Assert.Equal("v1", (await shop.AskAsync()).Version);
        }
        finally
        {
            await RunningProcess.RunAsync("docker", ["container", "rm", "--force", container]);
            await RunningProcess.RunAsync("docker", ["volume", "rm", "--force", volume]);
        }

        (await ShopOnTarget.RunAsync(next)).Expect(ExitCode.Released);
        await shop.ExpectAtRestAsync("next");
    }

    [EngineFact]
    public async Task First_release_under_names_that_are_taken_makes_nothing()
    {
        var names = new ResourceNames($"{shop.Name}-new");
        var image = await shop.Images.GoodAsync($"{shop.Name}-namesake");
        await DockerClient.RunAsync("network", "create", names.Network);
        await DockerClient.RunAsync("volume", "create", names.StateVolume);
        await DockerClient.RunAsync("create", "--name", names.Keeper, image);
        try
        {
            var assignment = shop.Assignment with { Application = names.Application, Port = Ports.Free(), Image = image };
            var refused = (await ShopOnTarget.RunAsync(assignment)).Expect(ExitCode.Usage);
            string[] strangers = [$"network {names.Network}", $"volume {names.StateVolume}", $"container {names.Keeper}"];
            Assert.All(strangers,
                stranger =>
                    Assert.Contains($"name: the {stranger} exists and is not this application's", refused.All, StringComparison.Ordinal));
            Assert.Equal(["created"], await DockerClient.RunAsync("inspect", "--format", "{{.State.Status}}", names.Keeper));

            await shop.ResetAsync(assignment);
            await DockerClient.RunAsync("network", "inspect", names.Network);
            await DockerClient.RunAsync("volume", "inspect", names.StateVolume);
            await DockerClient.RunAsync("container", "inspect", names.Keeper);
            Assert.Empty(await DockerClient.ListAsync($"{ResourceNames.ApplicationLabel}={names.Application}"));
        }
        finally
        {
            await RunningProcess.RunAsync("docker", ["container", "rm", "--force", names.Keeper]);
            await RunningProcess.RunAsync("docker", ["volume", "rm", "--force", names.StateVolume]);
            await RunningProcess.RunAsync("docker", ["network", "rm", names.Network]);
        }
    }

    /// <summary>What changes when a container is started, stopped, made anew or connected.</summary>
    private static async Task<string> DescribeAsync(string container) =>
        string.Join('\n',
            await DockerClient.RunAsync("inspect", "--format",
                "{{.Id}} {{.State.Status}} {{.State.Pid}} {{.State.StartedAt}} {{json .NetworkSettings.Networks}}", container));
}
