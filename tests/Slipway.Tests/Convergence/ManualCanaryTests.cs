using Slipway.Applications;
using Slipway.Execution;
using Slipway.Keeper;
using Slipway.Routing;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>
/// A canary that waits for a person: whoever comes next, from whatever process, finds it, takes it further, or takes it back.
/// </summary>
public sealed class ManualCanaryTests
{
    [Fact]
    public async Task It_waits_at_each_share_and_is_recorded_at_the_last()
    {
        var shell = await PrepareAsync();

        var first = await shell.DeployAsync(ShopDescription.Request("1.2"));
        Assert.Equal(("1.1", "blue 20 %, green 80 %, canary blue"), (first.Release.Version, $"{shell.Target.Router.Split}"));
        var status = (await shell.StatusAsync())!;
        Assert.Equal((3, Slot.Blue, "1.1"), (status.Paused!.Begun.Number, status.Paused.Slot, status.State.LiveRelease!.Version));
        Assert.Null(status.Interrupted);

        await shell.PromoteAsync();
        Assert.Equal(60, shell.Target.Router.Split.Share(Slot.Blue));
        Assert.NotNull((await shell.StatusAsync())!.Paused);

        var last = await shell.PromoteAsync();
        Assert.Equal((3, "1.2", "canary"), (last.Release.Number, last.Release.Version, last.Release.Strategy));
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.2"));
        Assert.Null((await shell.StatusAsync())!.Paused);
        Assert.Equal([RunOutcome.Paused, RunOutcome.Paused, RunOutcome.Released],
            (await shell.HistoryAsync()).TakeLast(3).Select(entry => entry.Outcome!.Value));
    }

    [Fact]
    public async Task It_goes_all_the_way_when_asked_to()
    {
        var shell = await WaitAsync();
        await shell.PromoteAsync(toFull: true);
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.2"));
    }

    [Fact]
    public async Task Aborted_it_leaves_nothing_behind()
    {
        var shell = await WaitAsync();
        await shell.AbortAsync();
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.1"));
        Assert.DoesNotContain(shell.Target.Containers.Values, container => container.Version == "1.2");
        Assert.Null((await shell.StatusAsync())!.Paused);
    }

    [Fact]
    public async Task Nothing_else_is_released_beside_it()
    {
        var shell = await WaitAsync();
        foreach (var command in new Func<Task>[]
        {
            () => shell.DeployAsync(ShopDescription.Request("1.3")), () => shell.RollbackAsync(), () => shell.CleanupAsync(),
            () => shell.SwitchAsync(Slot.Blue),
        })
        {
            var effects = shell.Target.Log.Count;
            var error = await Assert.ThrowsAsync<UsageException>(command);
            Assert.Contains("`PromoteCanary`", error.Message, StringComparison.Ordinal);
            Assert.Contains("`AbortCanary`", error.Message, StringComparison.Ordinal);
            Assert.Equal(["lock"], shell.Target.Log.Skip(effects));
        }
    }

    [Fact]
    public async Task Without_one_there_is_nothing_to_promote_or_to_abort()
    {
        var shell = await PrepareAsync();
        foreach (var command in new Func<Task>[] { () => shell.PromoteAsync(), () => shell.AbortAsync() })
        {
            await Assert.ThrowsAsync<UsageException>(command);
        }
    }

    [Fact]
    public async Task A_promotion_that_fails_takes_it_back_to_nothing()
    {
        var shell = await PrepareAsync();
        await shell.DeployAsync(ShopDescription.Request("1.2", Behaviour.BreaksLive));

        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => shell.PromoteAsync(toFull: true));

        Assert.Equal(ExitCode.Failed, shell.CodeOf(error));
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.1"));
        Assert.Null((await shell.StatusAsync())!.Paused);
    }

    [Fact]
    public async Task A_wait_that_can_not_be_written_down_is_no_wait()
    {
        var shell = await PrepareAsync();
        var counting = new Fate();
        await shell.Copy().DeployAsync(ShopDescription.Request("1.2"), counting);

        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() =>
            shell.DeployAsync(ShopDescription.Request("1.2"), new Fate { FailAt = counting.Effects }));

        Assert.Equal(ExitCode.Failed, shell.CodeOf(error));
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.1"));
    }

    [Fact]
    public async Task Its_deploy_killed_at_any_effect_waits_or_is_taken_back() =>
        await KillSweep.RunAsync(await PrepareAsync(), (shell, fate) => shell.DeployAsync(ShopDescription.Request("1.2"), fate),
            SettleAsync);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Its_promotion_killed_at_any_effect_waits_is_finished_or_taken_back(bool toFull) =>
        await KillSweep.RunAsync(await WaitAsync(), (shell, fate) => shell.PromoteAsync(toFull, fate), SettleAsync);

    [Fact]
    public async Task Its_abortion_killed_at_any_effect_waits_or_is_taken_back() =>
        await KillSweep.RunAsync(await WaitAsync(), (shell, fate) => shell.AbortAsync(fate), SettleAsync);

    /// <summary>What waits is promoted; anything else must be at rest after the next deploy.</summary>
    private static async Task<IReadOnlyList<string>> SettleAsync(Shell shell)
    {
        if ((await shell.StatusAsync())!.Paused is not null)
        {
            await shell.PromoteAsync(toFull: true);
            return Rest.Find(shell.Target, shell.Application, "1.2");
        }

        await shell.DeployAsync(ShopDescription.Request("1.3"));
        await shell.PromoteAsync(toFull: true);
        return Rest.Find(shell.Target, shell.Application, "1.3");
    }

    private static async Task<Shell> WaitAsync()
    {
        var shell = await PrepareAsync();
        await shell.DeployAsync(ShopDescription.Request("1.2"));
        return shell;
    }

    private static async Task<Shell> PrepareAsync()
    {
        var target = new RecordingTarget();
        target.Exclusive.Add("biller");
        var manual = ShopDescription.Replicated.WithCanary(canary => canary with { Steps = [20, 60, 100], Manual = true }).By("canary");
        var shell = new Shell(target, manual);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        await shell.PromoteAsync(toFull: true);
        Assert.Empty(Rest.Find(target, manual, "1.1"));
        return shell;
    }
}
