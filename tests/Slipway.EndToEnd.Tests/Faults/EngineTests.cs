using Slipway.Applications;
using Slipway.EndToEnd.Tests.Reliability;
using Slipway.EndToEnd.Tests.Soak;
using Slipway.EndToEnd.Tests.Strategies;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Routing;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>
/// The engine is restarted, and its containers end with it; or it is killed, as a machine without memory does it, and what outlived it is
/// ended by its next start.
/// </summary>
public sealed class EngineTests(ShopOnPrivateEngine shop) : IClassFixture<ShopOnPrivateEngine>
{
    [PrivateEngineFact]
    [Fault("The engine is killed (SIGKILL), and nothing is being released",
        Served = "nothing from the engine's next start until the containers have started again, then the version that was live",
        Said = "`Status` names what is live, and whatever should run and does not",
        Converged = "by itself: what is to run comes back, what was stopped on purpose stays so; if a container stays down after all, the "
            + "next `Deploy` or `Rollback` starts it first")]
    public async Task Killed_engine_brings_back_what_was_live_and_every_command_goes_on_from_there()
    {
        var (warm, live) = await shop.ReleaseTwoAsync();
        var stopped = await shop.ListStoppedAsync();
        var slot = (await shop.ReadStatusAsync()).State.Live!.Value;
        Assert.Equal([shop.Names.Slot("worker", slot.Other())], stopped);

        await using var watch = new VersionWatch(shop.Site);
        await KillAndBootAsync();
        await shop.AwaitAsync(live);
        Assert.Equal(stopped, await shop.ListStoppedAsync());
        var status = await shop.ReadStatusAsync();
        Assert.Equal(live, status.State.LiveRelease?.Version);
        Assert.Empty(status.Stopped);
        Assert.Contains("with the same images and configuration", (await shop.DeployAsync(live)).Expect(ExitCode.Released).All,
            StringComparison.Ordinal);

        await KillAndBootAsync();
        (await shop.RollbackAsync()).Expect(ExitCode.Released);
        await shop.AwaitAsync(warm);
        Assert.Equal([], (await watch.StopAsync()).Except([warm, live, "-"], StringComparer.Ordinal));
    }

    [PrivateEngineFact]
    [Fault("Containers that should run lie stopped, by a person or by an engine that did not bring them back",
        Served = "nothing, until a command has started them",
        Said = "`Status` names each of them, and the command that starts it and does nothing else",
        Converged = "the next `Deploy`, of the same or of another version, or `Rollback`: it starts them first")]
    public async Task What_should_run_and_does_not_is_named_and_started_by_the_next_command()
    {
        var (warm, live) = await shop.ReleaseTwoAsync();
        var slot = (await shop.ReadStatusAsync()).State.Live!.Value;

        await shop.StopAllAsync();
        var status = await shop.ReadStatusAsync();
        Assert.False(status.State.Router.Running);
        Assert.Equal(
            [shop.Names.SharedService("database"), shop.Names.Slot("web", slot), shop.Names.Slot("worker", slot)], status.Stopped);
        Assert.Contains("with the same images and configuration", (await shop.DeployAsync(live)).Expect(ExitCode.Released).All,
            StringComparison.Ordinal);
        await shop.AwaitAsync(live);
        Assert.Empty((await shop.ReadStatusAsync()).Stopped);

        await shop.StopAllAsync();
        (await shop.RollbackAsync()).Expect(ExitCode.Released);
        await shop.AwaitAsync(warm);
        await shop.StopAllAsync();
        var next = shop.NextVersion();
        (await shop.DeployAsync(next)).Expect(ExitCode.Released);
        await shop.AwaitAsync(next);
    }

    [PrivateEngineFact]
    [Fault("The engine is killed (SIGKILL) while a release runs",
        Served = "nothing from the engine's next start until the containers have started again, then the version that had the traffic "
            + "before",
        Said = "4 or 5 at once; `Status` afterwards names what was interrupted",
        Converged = "the next `Deploy`")]
    public async Task Engine_that_is_killed_under_a_release_brings_back_what_was_live_and_the_next_release_converges()
    {
        var (_, live) = await shop.ReleaseTwoAsync();
        await EndUnderAReleaseAsync(shop, live, shop.Engine.KillAsync);
    }

    [PrivateEngineTheory]
    [Trait("Category", "Soak")]
    [InlineData(RouterKind.HAProxy)]
    [SoakData(RouterKind.Caddy)]
    [SoakData(RouterKind.Nginx)]
    [Fault("The engine is restarted while a release runs",
        Served = "nothing while the containers are down with it, then the version that had the traffic before",
        Said = "4 or 5 at once; `Status` afterwards names what was interrupted",
        Converged = "the next `Deploy`; router, database, live and warm slot come back with the engine")]
    public async Task Engine_that_restarts_brings_back_what_was_live_and_the_next_release_converges(RouterKind router)
    {
        if (router == RouterKind.HAProxy)
        {
            await EndUnderAReleaseAsync(shop, (await shop.ReleaseTwoAsync()).Live, shop.Engine.StopAsync);
            return;
        }

        var another = new ShopOnPrivateEngine(router == RouterKind.Nginx ? new ShopBehindNginx() : new ShopBehindCaddy());
        await another.InitializeAsync();
        try
        {
            await EndUnderAReleaseAsync(another, (await another.ReleaseTwoAsync()).Live, another.Engine.StopAsync);
        }
        finally
        {
            await another.DisposeAsync();
        }
    }

    private static async Task EndUnderAReleaseAsync(ShopOnPrivateEngine shop, string live, Func<Task> end)
    {
        var (interrupted, next) = (shop.NextVersion(), shop.NextVersion());
        await using var watch = new VersionWatch(shop.Site);
        await using var deployer = await shop.StartEndlessAsync(interrupted);
        await end();
        var ended = await deployer.EndAsync();
        Assert.True((ExitCode)ended.ExitCode is ExitCode.Failed or ExitCode.NeedsPerson, ended.All);
        await shop.Engine.BootAsync();

        await shop.AwaitAsync(live);
        var status = await shop.ReadStatusAsync();
        Assert.Equal(live, status.State.LiveRelease?.Version);
        Assert.Equal(interrupted, status.Interrupted?.Begun?.Version);
        (await shop.DeployAsync(next)).Expect(ExitCode.Released);
        await shop.AwaitAsync(next);
        Assert.Null((await shop.ReadStatusAsync()).Interrupted);
        var served = await watch.StopAsync();
        Assert.Equal([], served.Except([live, next, "-"], StringComparer.Ordinal));
        Assert.Equal([live, next], served.Where(version => version != "-").Distinct(StringComparer.Ordinal));
    }

    private async Task KillAndBootAsync()
    {
        await shop.Engine.KillAsync();
        await shop.Engine.BootAsync();
    }
}
