using Slipway.Execution;
using Slipway.Keeper;
using Slipway.Steps;
using Slipway.Strategies.Canary;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Hooks;

/// <summary>Where hooks run, what they are given, and what becomes of a run in which one fails.</summary>
public sealed class HookTests
{
    public static TheoryData<string> Strategies => HookedShop.Strategies;

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task Every_step_and_every_command_has_a_place_before_and_after_it(string strategy)
    {
        var hook = new ScriptedHook(
            "watcher", HookPoint.Before<Step>(), HookPoint.After<Step>(), HookPoint.Before(RunKind.Deploy),
            HookPoint.After(RunKind.Deploy));
        var shell = (await Shell.ReleasedTwiceAsync(strategy)).With(hook);

        var report = await shell.DeployAsync(ShopDescription.Request("1.2"));

        var steps = report.Run!.Plan.Steps.Select(step => step.Do).Concat(report.Run.Plan.FollowUp).Select(step => step.Describe());
        Assert.Equal(
            ["before Deploy", .. steps.SelectMany(step => new[] { $"before {step}", $"after {step}" }), "after Deploy"],
            hook.Places.Where((_, index) => hook.Calls[index].Plan.Kind == RunKind.Deploy));
        Assert.Equal(hook.Calls.Count * 2, HookedShop.Lines(shell.Target).Count());
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.2"));
    }

    [Fact]
    public async Task After_a_command_it_is_given_the_plan_and_all_that_was_done()
    {
        var hook = new ScriptedHook("teller", HookPoint.After(RunKind.Deploy));
        var shell = (await Shell.ReleasedTwiceAsync("blue-green")).With(hook);

        var report = await shell.DeployAsync(ShopDescription.Request("1.2"));

        var call = Assert.Single(hook.Calls);
        Assert.Same(report.Run!.Plan, call.Plan);
        Assert.Equal(report.Run.Steps, call.Run.Steps);
        Assert.Equal((3, "1.2"), (call.Run.Result<RecordedRelease>()!.Record.Number, call.Run.Result<RecordedRelease>()!.Record.Version));
    }

    [Fact]
    public async Task After_a_step_it_is_given_what_that_step_returned()
    {
        var hook = new ScriptedHook("teller", HookPoint.After<RecordRelease>());
        await (await Shell.ReleasedTwiceAsync("blue-green")).With(hook).DeployAsync(ShopDescription.Request("1.2"));

        var call = Assert.Single(hook.Calls);
        Assert.IsType<RecordRelease>(call.Step);
        Assert.IsType<RecordedRelease>(call.Run.Steps[^1].Result);
    }

    [Fact]
    public async Task A_step_that_a_failing_hook_kept_from_beginning_is_not_undone()
    {
        var shell = (await Shell.ReleasedTwiceAsync("blue-green")).With(ScriptedHook.Failing("gate", HookPoint.Before<StartSlot>()));
        await HookedShop.FailAsync(shell);
        Assert.DoesNotContain(shell.Observer.Heard, line => line.StartsWith("undo ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task One_that_fails_before_the_switch_fails_the_release_which_is_undone(string strategy)
    {
        var shell = (await Shell.ReleasedTwiceAsync(strategy)).With(ScriptedHook.Failing("gate", HookPoint.Before<ShiftTraffic>()));

        var error = await HookedShop.FailAsync(shell);

        Assert.Equal(ExitCode.Failed, shell.CodeOf(error));
        Assert.Contains("The hook gate failed: the gate is closed", error.Message, StringComparison.Ordinal);
        Assert.Contains("failed at \"hook gate, before Shift traffic from", error.Message, StringComparison.Ordinal);
        Assert.Equal("gate", Assert.IsType<HookFailedException>(error.InnerException).Hook);
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.1"));
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task One_that_fails_after_the_switch_is_reported_and_changes_nothing(string strategy)
    {
        var shell = (await Shell.ReleasedTwiceAsync(strategy)).With(
            ScriptedHook.Failing(
                "late", HookPoint.After<ShiftTraffic>(), HookPoint.Before<RecordRelease>(), HookPoint.Before<PruneReleases>(),
                HookPoint.After(RunKind.Deploy)));

        var report = await shell.DeployAsync(ShopDescription.Request("1.2"));

        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.2"));
        Assert.NotEmpty(report.Warnings);
        Assert.Equal(
            report.Warnings.Select(warning => $"warning {warning}"),
            shell.Observer.Heard.Where(line => line.StartsWith("warning", StringComparison.Ordinal)));
        Assert.Equal(
            report.Warnings.Count,
            HookedShop.Lines(shell.Target).Count(line => line.StartsWith("HookFailed hook late, ", StringComparison.Ordinal)));
        foreach (var place in new[] { "after Shift traffic", "before Record release", "before Remove images", "after Deploy" })
        {
            Assert.Contains(report.Warnings, warning => warning.Contains($"(hook late, {place}", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task One_that_fails_before_a_command_fails_it()
    {
        foreach (var (kind, command) in new (RunKind, Func<Shell, Task>)[]
        {
            (RunKind.Migrate, shell => shell.DeployAsync(ShopDescription.Request("1.2"))),
            (RunKind.Deploy, shell => shell.DeployAsync(ShopDescription.Request("1.2"))),
            (RunKind.Rollback, shell => shell.RollbackAsync()),
            (RunKind.Maintenance, shell => shell.MaintainAsync(on: true)),
            (RunKind.Cleanup, shell => shell.CleanupAsync()),
        })
        {
            var shell = (await Shell.ReleasedTwiceAsync("blue-green")).With(ScriptedHook.Failing("gate", HookPoint.Before(kind)));
            var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => command(shell));
            Assert.Equal((RunOutcome.Failed, ExitCode.Failed), (error.Outcome, shell.CodeOf(error)));
            Assert.Contains($"hook gate, before {kind}", error.Message, StringComparison.Ordinal);
            Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.1"));
        }
    }

    [Fact]
    public async Task One_that_fails_in_an_undo_is_reported_and_all_is_undone()
    {
        var hook = ScriptedHook.Failing("undoer", HookPoint.Before<ClearSlot>(), HookPoint.After<ClearSlot>());
        var shell = (await Shell.ReleasedTwiceAsync("blue-green")).With(
            ScriptedHook.Failing("gate", HookPoint.Before<ShiftTraffic>()), hook);
        await shell.With().CleanupAsync();

        var error = await HookedShop.FailAsync(shell);

        Assert.Equal(RunOutcome.Failed, error.Outcome);
        Assert.Equal(["before Clear the blue slot (undo)", "after Clear the blue slot (undo)"], hook.Places);
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.1"));
        Assert.Contains(shell.Observer.Heard, line => line.StartsWith("warning The hook undoer failed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_takes_too_long_is_given_up_whatever_it_does_with_its_token(bool listens)
    {
        var shell = await Shell.ReleasedTwiceAsync("blue-green");
        var hook = new ScriptedHook("endless", HookPoint.Before<ShiftTraffic>())
        {
            Does = async (context, token) =>
            {
                // Something must come later than the limit, or this time would stand still.
                _ = Task.Delay(TimeSpan.FromHours(1), context.Target.Time, CancellationToken.None);
                await Task.Delay(Timeout.InfiniteTimeSpan, listens ? token : CancellationToken.None);
            },
        };

        var error = await HookedShop.FailAsync(shell.With(hook));

        Assert.Contains("The hook endless was not done after 00:00:30 and was given up", error.Message, StringComparison.Ordinal);
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.1"));
    }

    [Fact]
    public async Task One_that_is_endless_in_an_undo_takes_nothing_of_the_time_for_the_undos()
    {
        var shell = await Shell.ReleasedTwiceAsync("blue-green");
        var limit = shell.Application.Timeouts.Compensation * 2;
        var time = shell.Target.Time;
        var hooked = shell.With(
            ScriptedHook.Failing("gate", HookPoint.Before<ShiftTraffic>()),
            new ScriptedHook("endless", HookPoint.Before<WithdrawSlot>(), HookPoint.Before<ClearSlot>())
            {
                LimitedTo = limit,
                Does = (context, _) => context.IsUndo ? Task.Delay(TimeSpan.FromDays(2), time, CancellationToken.None) : Task.CompletedTask,
            });

        var error = await HookedShop.FailAsync(hooked);

        Assert.Equal(RunOutcome.Failed, error.Outcome);
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.1"));
    }

    [Fact]
    public async Task An_interruption_during_one_is_an_interruption_of_the_release()
    {
        var shell = await Shell.ReleasedTwiceAsync("blue-green");
        foreach (var point in new[] { HookPoint.Before<ShiftTraffic>(), HookPoint.After<ShiftTraffic>() })
        {
            var fate = new Fate();
            var hook = new ScriptedHook("slow", point)
            {
                Does = async (_, token) =>
                {
                    await fate.Interruption.CancelAsync();
                    token.ThrowIfCancellationRequested();
                },
            };

            var hooked = shell.With(hook);
            var error = await HookedShop.FailAsync(hooked, fate);

            Assert.Equal((RunOutcome.Interrupted, ExitCode.Interrupted), (error.Outcome, hooked.CodeOf(error)));
            Assert.Contains("was interrupted during \"hook slow, ", error.Message, StringComparison.Ordinal);
            Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.1"));
        }
    }

    [Fact]
    public async Task An_interruption_after_the_last_step_takes_nothing_back()
    {
        var fate = new Fate();
        var hook = new ScriptedHook("slow", HookPoint.After(RunKind.Deploy)) { Does = (_, _) => fate.Interruption.CancelAsync() };
        var shell = (await Shell.ReleasedTwiceAsync("blue-green")).With(hook, new ScriptedHook("next", HookPoint.After(RunKind.Deploy)));

        var report = await shell.DeployAsync(ShopDescription.Request("1.2"), fate);

        Assert.Contains(report.Warnings, warning => warning.EndsWith(": interrupted", StringComparison.Ordinal));
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.2"));
    }

    /// <summary>A promotion that fails at its first moment has taken the canary over: it must take it back.</summary>
    [Fact]
    public async Task One_that_fails_before_a_promotion_takes_the_canary_back()
    {
        var shell = await Shell.ReleasedTwiceAsync("canary");
        var manual = new Shell(shell.Target, ShopDescription.Replicated.WithCanary(canary => canary with { Manual = true }).By("canary"));
        await manual.DeployAsync(ShopDescription.Request("1.2"));
        Assert.NotNull((await manual.StatusAsync())!.Paused);

        var hooked = manual.With(ScriptedHook.Failing("gate", HookPoint.Before(RunKind.Promote)));
        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => hooked.PromoteAsync());

        Assert.Equal(ExitCode.Failed, hooked.CodeOf(error));
        Assert.Null((await manual.StatusAsync())!.Paused);
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.1"));
    }

    [Fact]
    public async Task A_canary_is_taken_back_whatever_hooks_do()
    {
        var shell = await Shell.ReleasedTwiceAsync("canary");
        var manual = new Shell(shell.Target, ShopDescription.Replicated.WithCanary(canary => canary with { Manual = true }).By("canary"));
        await manual.DeployAsync(ShopDescription.Request("1.2"));

        await manual.With(ScriptedHook.Failing("gate", HookPoint.Before(RunKind.Abort), HookPoint.Before<Step>())).AbortAsync();

        Assert.Null((await manual.StatusAsync())!.Paused);
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.1"));
    }

    [Fact]
    public async Task Hooks_that_can_not_be_used_are_refused_with_every_fault_before_anything_is_touched()
    {
        var target = new RecordingTarget();
        var shell = new Shell(target, ShopDescription.Web).With(
            new ScriptedHook("twice", HookPoint.Before<ShiftTraffic>()),
            new ScriptedHook("twice", HookPoint.Before<ShiftTraffic>()),
            new ScriptedHook(" ", HookPoint.Before<ShiftTraffic>()),
            new ScriptedHook("two\nlines"),
            new ScriptedHook("hasty", HookPoint.Before<ShiftTraffic>()) { LimitedTo = TimeSpan.Zero },
            new ScriptedHook("idle", HookPoint.Before((RunKind)99)) { LimitedTo = TimeSpan.FromHours(25) },
            null!);

        var error = await Assert.ThrowsAsync<SpecificationException>(() => shell.DeployAsync(ShopDescription.Request("1.0")));

        Assert.Equal(
            ["hooks[1].name", "hooks[2].name", "hooks[3].name", "hooks[3].points", "hooks[4].limit", "hooks[5].limit",
                "hooks[5].points", "hooks[6]"],
            error.Faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));
        Assert.Contains("another hook is called \"twice\" already", error.Message, StringComparison.Ordinal);
        Assert.Empty(target.Log);
    }

    [Fact]
    public async Task Without_hooks_no_line_of_the_journal_speaks_of_any()
    {
        var shell = await Shell.ReleasedTwiceAsync("blue-green");
        Assert.DoesNotContain("hook", shell.Target.Files["journal"], StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("finishes", shell.Target.Files["journal"], StringComparison.OrdinalIgnoreCase);
    }
}
