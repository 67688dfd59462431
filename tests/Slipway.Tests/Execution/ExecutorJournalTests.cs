using Slipway.Execution;
using Slipway.Keeper;

namespace Slipway.Tests.Execution;

/// <summary>What the executor does when the journal is full or the lock is lost.</summary>
public sealed class ExecutorJournalTests
{
    private readonly ExecutorRun run = new();

    [Theory]
    [InlineData(EntryKind.StepStarted, "three")]
    [InlineData(EntryKind.StepDone, "two")]
    [InlineData(EntryKind.UndoStarted, "take back two")]
    public async Task When_the_lock_is_lost_nothing_more_is_done_not_even_undone(EntryKind kind, string step)
    {
        run.Journal.Refuses = entry => entry.Kind == kind && entry.Step == step ? new LockLostException("gone") : null;
        var plan = run.Plan(
            name => name == "four" ? run.Step(name) with { OnRun = token => ExecutorRun.FailAsync(null, token) } : run.Step(name));

        await Assert.ThrowsAsync<LockLostException>(() => run.ExecuteAsync(plan, CancellationToken.None));

        Assert.DoesNotContain("effect take back two", run.Log);
        Assert.DoesNotContain("effect take back one", run.Log);
        Assert.DoesNotContain(run.Log, line => line.Contains("RunEnded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_a_step_finds_the_lock_lost_nothing_is_undone()
    {
        var plan = run.Plan(
            name => name == "two" ? run.Step(name) with { OnRun = _ => throw new LockLostException("gone") } : run.Step(name));

        await Assert.ThrowsAsync<LockLostException>(() => run.ExecuteAsync(plan, CancellationToken.None));

        Assert.DoesNotContain(run.Log, line => line.Contains("take back", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_journal_that_is_full_while_undoing_does_not_stop_the_undos()
    {
        run.Journal.Refuses = entry =>
            entry.Kind is EntryKind.StepFailed or EntryKind.UndoStarted or EntryKind.UndoDone or EntryKind.RunEnded
                ? ExecutorRun.Full()
                : null;
        var plan = run.Plan(
            name => name == "four" ? run.Step(name) with { OnRun = token => ExecutorRun.FailAsync(null, token) } : run.Step(name));

        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => run.ExecuteAsync(plan, CancellationToken.None));

        Assert.Equal(RunOutcome.Failed, error.Outcome);
        Assert.Equal(ExecutorRun.Names.Reverse().Select(name => $"effect take back {name}"),
            run.Log.Where(line => line.StartsWith("effect take", StringComparison.Ordinal)));
        Assert.Contains(run.Observer.Heard,
            note => note.StartsWith("note Not in the journal: UndoStarted take back one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_step_that_can_not_be_written_down_does_not_act()
    {
        run.Journal.Refuses = entry => entry is { Kind: EntryKind.StepStarted, Step: "three" } ? ExecutorRun.Full() : null;

        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => run.ExecuteAsync(run.Plan(run.Step), CancellationToken.None));

        Assert.Equal(RunOutcome.Failed, error.Outcome);
        Assert.DoesNotContain("effect three", run.Log);
        Assert.Contains("effect take back two", run.Log);
    }

    [Theory]
    [InlineData(EntryKind.StepDone, "four")]
    [InlineData(EntryKind.RunEnded, null)]
    [InlineData(EntryKind.StepStarted, "follow")]
    public async Task A_journal_that_is_full_once_the_last_step_has_acted_does_not_turn_a_live_release_into_a_failure(
        EntryKind kind, string? step)
    {
        run.Journal.Refuses = entry => entry.Kind == kind && entry.Step == step ? ExecutorRun.Full() : null;

        await run.ExecuteAsync(run.Plan(run.Step), CancellationToken.None);

        Assert.DoesNotContain(run.Log, line => line.Contains("take back", StringComparison.Ordinal));
        Assert.Contains(run.Observer.Heard, note => note.Contains("no space left", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_whose_beginning_can_not_be_written_down_does_nothing()
    {
        run.Journal.Refuses = _ => ExecutorRun.Full();

        var error = await Assert.ThrowsAsync<KeeperRefusedException>(() => run.ExecuteAsync(run.Plan(run.Step), CancellationToken.None));

        Assert.Equal("no space left", error.Reason);
        Assert.Empty(run.Log);
    }
}
