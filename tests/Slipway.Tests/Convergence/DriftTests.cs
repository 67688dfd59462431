using Slipway.Keeper;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>A router that is published elsewhere than it is described.</summary>
public sealed class DriftTests
{
    private const string Elsewhere = "0.0.0.0:9999";

    [Fact]
    public async Task Status_and_a_plan_say_where_it_is_and_where_it_should_be()
    {
        var shell = await PrepareAsync();
        Assert.Equal(
            "The router listens on 0.0.0.0:9999, and 0.0.0.0:8080 is described", $"{(await shell.StatusAsync())!.State.Router.Drift}");
        await shell.PlanAsync(ShopDescription.Request("1.1"));
        Assert.Contains(
            shell.Observer.Heard, line => line.Contains(Elsewhere, StringComparison.Ordinal)
                && line.Contains("a deploy moves it", StringComparison.Ordinal));
        Assert.Equal(Elsewhere, shell.Target.PublishedAt);
    }

    [Fact]
    public async Task A_deploy_with_nothing_else_to_do_moves_it_and_switches_nothing()
    {
        var shell = await PrepareAsync();
        var (log, live) = (shell.Target.Log.Count, (await shell.StatusAsync())!.State.LiveRelease!.Number);

        var report = await shell.DeployAsync(ShopDescription.Request("1.0"));

        Assert.Equal(live, report.Release.Number);
        Assert.NotNull(report.Run);
        Assert.Null(shell.Target.PublishedAt);
        Assert.Contains(shell.Observer.Heard, line => line.Contains("it is moved there", StringComparison.Ordinal));
        Assert.Single(shell.Target.Log.Skip(log), effect => effect.StartsWith("router", StringComparison.Ordinal));
        Assert.Equal(RunKind.Recovery, (await shell.HistoryAsync())[^1].Start.Run);
        Assert.Null((await shell.DeployAsync(ShopDescription.Request("1.0"))).Run);
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.0"));
    }

    [Fact]
    public async Task A_deploy_of_another_version_moves_it_too()
    {
        var shell = await PrepareAsync();
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        Assert.Null(shell.Target.PublishedAt);
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.1"));
    }

    private static async Task<Shell> PrepareAsync()
    {
        var shell = new Shell(new RecordingTarget(), ShopDescription.Whole);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        shell.Target.PublishedAt = Elsewhere;
        return shell;
    }
}
