using Slipway.EndToEnd.Tests.Reliability;
using Slipway.EndToEnd.Tests.Target;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>The engine is killed, as a machine without memory does it: what outlived it is ended by its next start.</summary>
public sealed class EngineKillTests(ShopOnTarget like) : IClassFixture<ShopOnTarget>
{
    [PrivateEngineFact]
    [Fault("The engine is killed (SIGKILL), and nothing is being released",
        Served = "nothing from the engine's next start until the containers have started again, then the version that was live",
        Said = "`Status` names what is live, and whatever should run and does not",
        Converged = "by itself: what is to run comes back, what was stopped on purpose stays so; if a container stays down after all, the "
            + "next `Deploy` or `Rollback` starts it first")]
    public async Task Killed_engine_brings_back_what_was_live_and_every_command_goes_on_from_there()
    {
        await using var shop = await ShopOnPrivateEngine.StartAsync(like);
        (await shop.DeployAsync("v1")).Expect(ExitCode.Released);
        (await shop.DeployAsync("v2")).Expect(ExitCode.Released);
        var stopped = await shop.ListStoppedAsync();
        Assert.Equal(["e2e-engine-worker-blue"], stopped);

        await using var watch = new VersionWatch(shop.Site);
        await KillAndBootAsync(shop);
        await shop.AwaitAsync("v2");
        Assert.Equal(stopped, await shop.ListStoppedAsync());
        var status = await shop.ReadStatusAsync();
        Assert.Equal("v2", status.State.LiveRelease?.Version);
        Assert.Empty(status.Stopped);
        Assert.Contains("with the same images and configuration", (await shop.DeployAsync("v2")).Expect(ExitCode.Released).All,
            StringComparison.Ordinal);

        await KillAndBootAsync(shop);
        (await shop.RollbackAsync()).Expect(ExitCode.Released);
        await shop.AwaitAsync("v1");
        await KillAndBootAsync(shop);
        (await shop.DeployAsync("v3")).Expect(ExitCode.Released);
        await shop.AwaitAsync("v3");
        Assert.Equal([], (await watch.StopAsync()).Except(["v1", "v2", "v3", "-"], StringComparer.Ordinal));
    }

    [PrivateEngineFact]
    [Fault("Containers that should run lie stopped, by a person or by an engine that did not bring them back",
        Served = "nothing, until a command has started them",
        Said = "`Status` names each of them, and that `Deploy` or `Rollback` starts it",
        Converged = "the next `Deploy`, of the same or of another version, or `Rollback`: it starts them first")]
    public async Task What_should_run_and_does_not_is_named_and_started_by_the_next_command()
    {
        await using var shop = await ShopOnPrivateEngine.StartAsync(like);
        (await shop.DeployAsync("v1")).Expect(ExitCode.Released);
        (await shop.DeployAsync("v2")).Expect(ExitCode.Released);

        await shop.StopAllAsync();
        var status = await shop.ReadStatusAsync();
        Assert.False(status.State.Router.Running);
        Assert.Equal(["e2e-engine-database", "e2e-engine-web-green", "e2e-engine-worker-green"], status.Stopped);
        (await shop.DeployAsync("v2")).Expect(ExitCode.Released);
        await shop.AwaitAsync("v2");
        Assert.Empty((await shop.ReadStatusAsync()).Stopped);

        await shop.StopAllAsync();
        (await shop.RollbackAsync()).Expect(ExitCode.Released);
        await shop.AwaitAsync("v1");
        await shop.StopAllAsync();
        (await shop.DeployAsync("v3")).Expect(ExitCode.Released);
        await shop.AwaitAsync("v3");
    }

    [PrivateEngineFact]
    [Fault("The engine is killed (SIGKILL) while a release runs",
        Served = "nothing from the engine's next start until the containers have started again, then the version that had the traffic "
            + "before",
        Said = "4 or 5 at once; `Status` afterwards names what was interrupted",
        Converged = "the next `Deploy`")]
    public async Task Engine_that_is_killed_under_a_release_brings_back_what_was_live_and_the_next_release_converges()
    {
        await using var shop = await ShopOnPrivateEngine.StartAsync(like);
        (await shop.DeployAsync("v1")).Expect(ExitCode.Released);
        (await shop.DeployAsync("v2")).Expect(ExitCode.Released);

        await using var watch = new VersionWatch(shop.Site);
        await using var deployer = await shop.StartEndlessAsync("v3");
        await shop.Engine.KillAsync();
        var ended = await deployer.EndAsync();
        Assert.True((ExitCode)ended.ExitCode is ExitCode.Failed or ExitCode.NeedsPerson, ended.All);
        await shop.Engine.BootAsync();

        await shop.AwaitAsync("v2");
        Assert.Equal("v3", (await shop.ReadStatusAsync()).Interrupted?.Begun?.Version);
        (await shop.DeployAsync("v4")).Expect(ExitCode.Released);
        await shop.AwaitAsync("v4");
        Assert.Null((await shop.ReadStatusAsync()).Interrupted);
        Assert.Equal([], (await watch.StopAsync()).Except(["v2", "v4", "-"], StringComparer.Ordinal));
    }

    private static async Task KillAndBootAsync(ShopOnPrivateEngine shop)
    {
        await shop.Engine.KillAsync();
        await shop.Engine.BootAsync();
    }
}
