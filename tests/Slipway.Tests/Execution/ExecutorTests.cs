using Slipway.Applications;
using Slipway.Execution;
using Slipway.Keeper;
using Slipway.Routing;
using Slipway.Steps;

namespace Slipway.Tests.Execution;

/// <summary>What the executor does with a plan whose steps fail, are interrupted, or can't be undone.</summary>
public sealed class ExecutorTests
{
    private readonly ExecutorRun run = new();

    [Fact]
    public async Task Every_effect_stands_between_its_two_lines_in_the_journal()
    {
        var completed = await run.ExecuteAsync(run.Plan(run.Step), CancellationToken.None);

        Assert.Equal(
            [
                "journal RunStarted",
                .. ExecutorRun.Names.SelectMany(
                    name => new[] { $"journal StepStarted {name}", $"effect {name}", $"journal StepDone {name}" }),
                "journal StepStarted follow", "effect follow", "journal StepDone follow",
                "journal RunEnded Released",
            ],
            run.Log);
        Assert.Equal([.. ExecutorRun.Names, "follow"], completed.Steps.Select(timing => timing.Step.Describe()));
        Assert.Equal("follow went well", completed.Result<Remark>()?.Text);
        var start = run.Journal.Entries[0];
        Assert.Equal((7, RunKind.Deploy, Slot.Green, "ann@laptop"), (start.Release, start.Run, start.Slot, start.By));
        Assert.Equal("1.7", start.Begun!.Version);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_step_that_an_interruption_came_before_never_began_and_is_not_undone(int position)
    {
        using var interruption = new CancellationTokenSource();
        var before = ExecutorRun.Names[position - 1];
        var plan = run.Plan(name => name == before ? run.Step(name) with { OnRun = _ => interruption.CancelAsync() } : run.Step(name));

        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => run.ExecuteAsync(plan, interruption.Token));

        Assert.Equal(RunOutcome.Interrupted, error.Outcome);
        Assert.Equal(ExecutorRun.Names.Take(position).Reverse().Select(name => $"effect take back {name}"),
            run.Log.Where(line => line.StartsWith("effect take back", StringComparison.Ordinal)));
        Assert.DoesNotContain(run.Log, line => line == $"journal StepFailed {ExecutorRun.Names[position]}");
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public async Task A_step_that_fails_or_is_interrupted_is_undone_and_all_before_it_in_reverse(int position, bool interrupted)
    {
        using var interruption = new CancellationTokenSource();
        var plan = run.Plan(
            name => name == ExecutorRun.Names[position]
                ? run.Step(name) with { OnRun = token => ExecutorRun.FailAsync(interrupted ? interruption : null, token) }
                : run.Step(name));

        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => run.ExecuteAsync(plan, interruption.Token));

        Assert.Equal(interrupted ? RunOutcome.Interrupted : RunOutcome.Failed, error.Outcome);
        var outcome = interrupted ? RunOutcome.Interrupted : RunOutcome.Failed;
        Assert.Equal(outcome, error.Outcome);
        Assert.Contains($"\"{ExecutorRun.Names[position]}\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("What was live before is live.", error.Message, StringComparison.Ordinal);
        Assert.Equal(
            [
                "journal RunStarted",
                .. ExecutorRun.Names.Take(position)
                    .SelectMany(name => new[] { $"journal StepStarted {name}", $"effect {name}", $"journal StepDone {name}" }),
                $"journal StepStarted {ExecutorRun.Names[position]}", $"effect {ExecutorRun.Names[position]}",
                $"journal StepFailed {ExecutorRun.Names[position]}",
                .. ExecutorRun.Names.Take(position + 1).Reverse()
                    .SelectMany(
                        name =>
                            new[]
                            {
                                $"journal UndoStarted take back {name}", $"effect take back {name}", $"journal UndoDone take back {name}",
                            }),
                $"journal RunEnded {outcome}",
            ],
            run.Log);
        Assert.Equal(interrupted ? "interrupted" : "the disk is on fire",
            run.Journal.Entries.Single(entry => entry.Kind == EntryKind.StepFailed).Detail);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task An_undo_that_fails_needs_a_person_and_the_others_still_run(int position)
    {
        var plan = run.Plan(name => run.Step(name) with
        {
            OnRun = name == "four" ? token => ExecutorRun.FailAsync(null, token) : null,
            OnUndo = name == ExecutorRun.Names[position] ? _ => throw new InvalidOperationException("stuck") : null,
        });

        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => run.ExecuteAsync(plan, CancellationToken.None));

        Assert.Equal(RunOutcome.NeedsPerson, error.Outcome);
        Assert.Contains($"take back {ExecutorRun.Names[position]}: stuck", error.Message, StringComparison.Ordinal);
        Assert.Equal(ExecutorRun.Names.Reverse().Select(name => $"effect take back {name}"),
            run.Log.Where(line => line.StartsWith("effect take", StringComparison.Ordinal)));
        Assert.Contains($"journal UndoFailed take back {ExecutorRun.Names[position]}", run.Log);
        Assert.Equal("journal RunEnded NeedsPerson", run.Log[^1]);
    }

    [Fact]
    public async Task An_undo_is_not_cancelled_by_the_interruption_that_caused_it()
    {
        using var interruption = new CancellationTokenSource();
        var plan = run.Plan(name => run.Step(name) with
        {
            OnRun = name == "four" ? token => ExecutorRun.FailAsync(interruption, token) : null,
            OnUndo = token =>
            {
                token.ThrowIfCancellationRequested();
                return Task.CompletedTask;
            },
        });

        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => run.ExecuteAsync(plan, interruption.Token));

        Assert.Equal(RunOutcome.Interrupted, error.Outcome);
    }

    [Fact]
    public async Task Undos_have_a_bound_in_time_together()
    {
        var begun = run.Time.Elapsed;
        var plan = run.Plan(name => run.Step(name) with
        {
            OnRun = name == "four" ? token => ExecutorRun.FailAsync(null, token) : null,
            OnUndo = name is "three" ? token => Task.Delay(TimeSpan.FromDays(1), run.Time, token) : null,
        });

        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => run.ExecuteAsync(plan, CancellationToken.None));

        Assert.Equal(RunOutcome.NeedsPerson, error.Outcome);
        Assert.Equal(new Timeouts().Compensation, run.Time.Elapsed - begun);
        Assert.Contains("effect take back one", run.Log);
    }

    [Fact]
    public async Task A_follow_up_that_fails_leaves_the_release_live_and_says_what_is_left()
    {
        var plan = run.Plan(run.Step) with
        {
            FollowUp = [run.Step("drain") with { OnRun = token => ExecutorRun.FailAsync(null, token) }, run.Step("retire")],
        };

        var completed = await run.ExecuteAsync(plan, CancellationToken.None);

        Assert.DoesNotContain(run.Log, line => line.Contains("take back", StringComparison.Ordinal));
        Assert.DoesNotContain("effect retire", run.Log);
        Assert.Equal("journal RunEnded Released", run.Log[^1]);
        Assert.Equal(ExecutorRun.Names, completed.Steps.Select(timing => timing.Step.Describe()));
        Assert.Contains("note Release 7 is live. Left to the next command: drain (the disk is on fire)", run.Observer.Heard);
    }

    [Fact]
    public async Task An_interruption_after_the_release_was_recorded_takes_nothing_back()
    {
        using var interruption = new CancellationTokenSource();
        var plan = run.Plan(name => name == "four" ? run.Step(name) with { OnRun = _ => interruption.CancelAsync() } : run.Step(name));

        await run.ExecuteAsync(plan, interruption.Token);

        Assert.DoesNotContain(run.Log, line => line.Contains("take back", StringComparison.Ordinal));
        Assert.DoesNotContain("effect follow", run.Log);
        Assert.Equal("journal RunEnded Released", run.Log[^1]);
    }

    [Fact]
    public async Task An_interruption_between_two_steps_undoes_what_was_done()
    {
        using var interruption = new CancellationTokenSource();
        var plan = run.Plan(name => name == "two" ? run.Step(name) with { OnRun = _ => interruption.CancelAsync() } : run.Step(name));

        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => run.ExecuteAsync(plan, interruption.Token));

        Assert.Equal(RunOutcome.Interrupted, error.Outcome);
        Assert.DoesNotContain("effect three", run.Log);
        Assert.Contains("effect take back two", run.Log);
        Assert.Contains("effect take back one", run.Log);
    }

    [Fact]
    public async Task A_step_without_an_undo_is_passed_over()
    {
        var plan = run.Plan(
            name =>
                run.Step(name) with
                {
                    HasUndo = name != "two", OnRun = name == "three" ? token => ExecutorRun.FailAsync(null, token) : null,
                });

        await Assert.ThrowsAsync<ReleaseFailedException>(() => run.ExecuteAsync(plan, CancellationToken.None));

        Assert.Equal(["effect take back three", "effect take back one"],
            run.Log.Where(line => line.StartsWith("effect take", StringComparison.Ordinal)));
    }
}
