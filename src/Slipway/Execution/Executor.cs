using Slipway.Keeper;
using Slipway.Steps;

namespace Slipway.Execution;

/// <summary>
/// Runs a plan: every step is in the journal before it acts and after. When a step fails, or the run is interrupted, the undos of that step
/// and of all before it are run in reverse order, under a token of their own, bounded in time.
/// </summary>
internal sealed class Executor(StepContext context)
{
    /// <summary>Whether the run stands in the journal: from then on it can have had an effect.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>The hooks that are run at their places. Default none.</summary>
    internal HookSet Hooks { get; init; } = HookSet.None;

    /// <summary>The run that a recovery ends. Default none.</summary>
    internal EndedRun Ended { get; init; } = EndedRun.None;

    /// <param name="plan">What is done.</param>
    /// <param name="cancellationToken">Cancelled when the run is to be interrupted.</param>
    /// <returns>What each step took and returned.</returns>
    /// <exception cref="ReleaseFailedException">A step failed, or the run was interrupted; its outcome says what is live.</exception>
    /// <exception cref="LockLostException">The lock is gone: nothing was undone.</exception>
    public async Task<CompletedRun> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        var completed = new List<CompletedStep>();
        var journal = new RunJournal(context, plan);
        var run = new Run(plan, journal, new HookRun(context, plan, Hooks, Ended, journal, completed), completed);
        await journal.BeginAsync(run.Hooks.Names(), Ended.Finishes, cancellationToken);
        HasBegun = true;

        await OrCompensateAsync(run, run.Hooks.BeforeRunAsync, cancellationToken);
        for (var index = 0; index < plan.Steps.Count; index++)
        {
            var (step, number) = (plan.Steps[index].Do, index + 1);
            await OrCompensateAsync(run, token => RunStepAsync(run, step, number, token), cancellationToken);
        }

        await FollowUpAsync(run, cancellationToken);
        await OrCompensateAsync(run, run.Hooks.AfterRunAsync, cancellationToken);
        await EndAsync(run);
        return run.Hooks.SoFar();
    }

    /// <summary>Does a part of the run; when it fails, undoes what has begun by then, the newest first.</summary>
    private async Task OrCompensateAsync(Run run, Func<CancellationToken, Task> part, CancellationToken cancellationToken)
    {
        try
        {
            await part(cancellationToken);
        }
        catch (Exception error) when (error is not LockLostException)
        {
            var interrupted = cancellationToken.IsCancellationRequested && error is OperationCanceledException;
            throw await CompensateAsync(run, error, interrupted);
        }
    }

    private async Task RunStepAsync(Run run, Step step, int number, CancellationToken cancellationToken)
    {
        var sentence = step.Describe();
        run.At = number;
        await run.Hooks.BeforeAsync(step, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        await run.Journal.NoteAsync(EntryKind.StepStarted, cancellationToken, sentence);
        run.Begun = Math.Max(run.Begun, number);
        context.Observer.StepStarted(number, run.Plan.Steps.Count + run.Plan.FollowUp.Count, sentence);
        var start = context.Time.GetTimestamp();
        var result = await step.RunAsync(context, cancellationToken);
        var took = context.Time.GetElapsedTime(start);
        var detail = result?.Describe();
        // The effect is there; a full disk that hides it from the journal is noticed before the next one, and must not take a recorded
        // release back.
        await run.Journal.TryNoteAsync(EntryKind.StepDone, sentence, detail);
        context.Observer.StepDone(sentence, took, detail);
        run.Completed.Add(new CompletedStep(step, took, result));
        await run.Hooks.AfterAsync(step, cancellationToken);
    }

    /// <summary>
    /// A release that is live is so by its record. A canary waits by this line alone: without it the next command would take it back.
    /// </summary>
    private async Task EndAsync(Run run)
    {
        var outcome = run.Plan.Outcome;
        if (outcome != RunOutcome.Paused)
        {
            await run.Journal.TryNoteAsync(EntryKind.RunEnded, null, null, outcome);
            context.Observer.RunEnded(run.Plan, outcome, cause: null);
            return;
        }

        try
        {
            await run.Journal.NoteAsync(EntryKind.RunEnded, CancellationToken.None, outcome: outcome);
        }
        catch (SlipwayException error) when (error is not LockLostException)
        {
            throw await CompensateAsync(run, error, interrupted: false);
        }

        context.Observer.RunEnded(run.Plan, outcome, cause: null);
    }

    /// <summary>The release is good by now: what fails or is interrupted here is left to the next command, and traffic stays.</summary>
    private async Task FollowUpAsync(Run run, CancellationToken cancellationToken)
    {
        for (var index = 0; index < run.Plan.FollowUp.Count; index++)
        {
            var step = run.Plan.FollowUp[index];
            try
            {
                await RunStepAsync(run, step, run.Plan.Steps.Count + index + 1, cancellationToken);
            }
            catch (Exception error) when (error is not LockLostException)
            {
                var reason = error is OperationCanceledException ? "interrupted" : error.Message;
                var left = (run.Hooks.Failed ?? step).Describe();
                if (run.Hooks.Failed is null)
                {
                    await run.Journal.TryNoteAsync(EntryKind.StepFailed, left, reason);
                }

                context.Observer.Note($"Release {run.Plan.Release.Number} is live. Left to the next command: {left} ({reason})");
                return;
            }
        }
    }

    /// <summary>
    /// The step that failed is undone too: it may have done a part. One that was interrupted, or could not be written down, before it began
    /// has done nothing.
    /// </summary>
    private async Task<ReleaseFailedException> CompensateAsync(Run run, Exception error, bool interrupted)
    {
        var step = run.Hooks.Failed ?? run.Current;
        var sentence = step.Describe();
        var cause = interrupted ? "interrupted" : error.Message;
        var began = run.Hooks.Failed is not null || run.HasBegunCurrent;
        if (began || !interrupted)
        {
            context.Observer.StepFailed(sentence, error);
        }

        if (run.Hooks.Failed is null && began)
        {
            await run.Journal.TryNoteAsync(EntryKind.StepFailed, sentence, cause);
        }

        var failures = new List<string>();
        var left = context.Application.Timeouts.Compensation;
        foreach (var undo in run.Plan.Steps.Take(run.Begun).Reverse().Select(planned => planned.Undo).OfType<Step>())
        {
            // The limits of hooks are their own: they take nothing of the time for the undos.
            await run.Hooks.AroundUndoAsync(undo, before: true);
            var start = context.Time.GetTimestamp();
            using var bounded = new CancellationTokenSource(left, context.Time);
            var undone = await UndoAsync(run, undo, failures, bounded.Token);
            var spent = context.Time.GetElapsedTime(start);
            left = left > spent ? left - spent : TimeSpan.Zero;
            if (undone)
            {
                await run.Hooks.AroundUndoAsync(undo, before: false);
            }
        }

        var outcome = failures.Count > 0 ? RunOutcome.NeedsPerson : interrupted ? RunOutcome.Interrupted : RunOutcome.Failed;
        await run.Journal.TryNoteAsync(EntryKind.RunEnded, null, cause, outcome);
        context.Observer.RunEnded(run.Plan, outcome, cause);
        return new ReleaseFailedException(outcome, run.Plan, step, cause, failures, error, began);
    }

    private async Task<bool> UndoAsync(Run run, Step undo, List<string> failures, CancellationToken cancellationToken)
    {
        var undoing = undo.Describe();
        await run.Journal.TryNoteAsync(EntryKind.UndoStarted, undoing, null);
        context.Observer.UndoStarted(undoing);
        try
        {
            await undo.RunAsync(context, cancellationToken);
            await run.Journal.TryNoteAsync(EntryKind.UndoDone, undoing, null);
            context.Observer.UndoDone(undoing);
            return true;
        }
        catch (Exception undoError) when (undoError is not LockLostException)
        {
            failures.Add($"{undoing}: {undoError.Message}");
            await run.Journal.TryNoteAsync(EntryKind.UndoFailed, undoing, undoError.Message);
            context.Observer.UndoFailed(undoing, undoError);
            return false;
        }
    }

    private sealed record Run(Plan Plan, RunJournal Journal, HookRun Hooks, List<CompletedStep> Completed)
    {
        /// <summary>The step that the run has come to, from 1; 0 before the first.</summary>
        public int At { get; set; }

        /// <summary>
        /// How many steps have begun to act. What the run takes responsibility for at its beginning, it has by its first line in the
        /// journal.
        /// </summary>
        public int Begun { get; set; } = Plan.Steps.TakeWhile(step => step.Do is Intention).Count();

        public Step Current => Plan.Steps[Math.Clamp(At, 1, Plan.Steps.Count) - 1].Do;

        public bool HasBegunCurrent => At > 0 && Begun >= At;
    }
}
