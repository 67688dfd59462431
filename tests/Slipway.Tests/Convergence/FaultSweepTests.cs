using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Routing;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>
/// Each effect of a deploy fails, is interrupted, or happens without its reply: the exit code tells the truth, and traffic is served
/// throughout.
/// </summary>
public sealed class FaultSweepTests
{
    [Fact]
    public Task A_failure_at_any_effect_leaves_the_old_version_or_the_new_one_as_the_exit_code_says() => SweepAsync(
        effect => new Fate { FailAt = effect }, ExitCode.Failed);

    [Fact]
    public Task An_interruption_at_any_effect_leaves_the_old_version_or_the_new_one_as_the_exit_code_says() => SweepAsync(
        effect => new Fate { InterruptAt = effect }, ExitCode.Interrupted);

    [Fact]
    public Task A_lost_reply_at_any_effect_leaves_the_old_version_or_the_new_one_as_the_exit_code_says() => SweepAsync(
        effect => new Fate { LoseReplyAt = effect }, ExitCode.Failed);

    [Fact]
    public async Task A_router_that_dies_at_any_effect_comes_back_to_a_slot_that_runs()
    {
        var prepared = await KillSweep.ReleaseAsync(RetirePolicy.KeepWarm, "1.0", "1.1");
        var effects = await CountAsync(prepared.Copy());
        foreach (var effect in Swept.Effects(effects))
        {
            var shell = prepared.Copy();
            var fate = new Fate { DieAfter = effect };
            await Assert.ThrowsAsync<KilledException>(() => shell.DeployAsync(ShopDescription.Request("1.2"), fate));
            shell.Target.Router.Die();

            await shell.RollbackAsync();
            Assert.Empty(shell.Target.Violations);
            Assert.Null(shell.Target.Router.Unserved());
        }
    }

    [Fact]
    public async Task A_router_that_is_dead_while_a_failed_deploy_is_undone_does_not_cost_the_slot_it_will_come_back_to()
    {
        var shell = await KillSweep.ReleaseAsync(RetirePolicy.KeepWarm, "1.0", "1.1");
        shell.Target.AfterEffect = effect =>
        {
            if (effect == "router shift to blue" && shell.Target.Router.Split.Only == Slot.Blue)
            {
                shell.Target.Router.Die();
                shell.Target.AfterEffect = null;
            }
        };

        await Assert.ThrowsAnyAsync<SlipwayException>(() => shell.DeployAsync(ShopDescription.Request("1.2")));

        var names = new ResourceNames("shop");
        var led = shell.Target.Router.Split.Only!.Value;
        Assert.True(shell.Target.Containers[names.Slot("web", led)].Runs);
        await shell.DeployAsync(ShopDescription.Request("1.3"));
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.3"));
    }

    private static async Task SweepAsync(Func<int, Fate> fateOf, ExitCode expected)
    {
        var failures = new List<string>();
        var prepared = await KillSweep.ReleaseAsync(RetirePolicy.KeepWarm, "1.0", "1.1");
        var effects = await CountAsync(prepared.Copy());
        foreach (var effect in Swept.Effects(effects))
        {
            var shell = prepared.Copy();
            var begun = shell.Target.Log.Count;
            ExitCode? observed = null;
            try
            {
                await shell.DeployAsync(ShopDescription.Request("1.2"), fateOf(effect));
            }
            catch (Exception error) when (error is SlipwayException or OperationCanceledException)
            {
                observed = shell.CodeOf(error);
            }

            var live = shell.Target.Containers[new ResourceNames("shop").Slot("web", shell.Target.Router.Split.Only!.Value)].Version;
            IReadOnlyList<string> faults = observed switch
            {
                null => live == "1.2" ? [] : [$"exit 0, and {live} is live"],
                ExitCode.NeedsPerson => [], // the lock was lost with the conversation: nothing may be undone
                _ => observed == expected
                    ? Rest.Find(shell.Target, shell.Application, "1.1")
                    : [$"exit {observed}"],
            };
            await shell.DeployAsync(ShopDescription.Request("1.3"));
            faults = [.. faults, .. Rest.Find(shell.Target, shell.Application, "1.3")];
            failures.AddRange(
                faults.Select(fault => $"effect {effect} ({shell.Target.Log.ElementAtOrDefault(begun + effect - 1)}): {fault}"));
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures.Take(15)));
    }

    private static async Task<int> CountAsync(Shell shell)
    {
        var fate = new Fate();
        await shell.DeployAsync(ShopDescription.Request("1.2"), fate);
        Assert.True(fate.Effects > 50);
        return fate.Effects;
    }
}
