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

    /// <param name="plan">What is done.</param>
    /// <param name="cancellationToken">Cancelled when the run is to be interrupted.</param>
    /// <returns>What each step took and returned.</returns>
    /// <exception cref="ReleaseFailedException">A step failed, or the run was interrupted; its outcome says what is live.</exception>
    /// <exception cref="LockLostException">The lock is gone: nothing was undone.</exception>
    public async Task<CompletedRun> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        var begun = context.Time.GetTimestamp();
        var completed = new List<CompletedStep>();
        await NoteAsync(plan, EntryKind.RunStarted, cancellationToken);
        HasBegun = true;

        for (var index = 0; index < plan.Steps.Count; index++)
        {
            try
            {
                completed.Add(await RunStepAsync(plan, plan.Steps[index].Do, index + 1, cancellationToken));
            }
            catch (Exception error) when (error is not LockLostException)
            {
                var interrupted = cancellationToken.IsCancellationRequested && error is OperationCanceledException;
                throw await CompensateAsync(plan, index, error, interrupted);
            }
        }

        await FollowUpAsync(plan, completed, cancellationToken);
        await EndAsync(plan);
        return new CompletedRun(plan, completed, context.Time.GetElapsedTime(begun));
    }

    private async Task<CompletedStep> RunStepAsync(Plan plan, Step step, int number, CancellationToken cancellationToken)
    {
        var sentence = step.Describe();
        cancellationToken.ThrowIfCancellationRequested();
        await NoteAsync(plan, EntryKind.StepStarted, cancellationToken, sentence);
        context.Observer.StepStarted(number, plan.Steps.Count + plan.FollowUp.Count, sentence);
        var start = context.Time.GetTimestamp();
        var result = await step.RunAsync(context, cancellationToken);
        var took = context.Time.GetElapsedTime(start);
        var detail = result?.Describe();
        // The effect is there; a full disk that hides it from the journal is noticed before the next one, and must not take a recorded
        // release back.
        await TryNoteAsync(plan, EntryKind.StepDone, sentence, detail);
        context.Observer.StepDone(sentence, took, detail);
        return new CompletedStep(step, took, result);
    }

    /// <summary>
    /// A release that is live is so by its record. A canary waits by this line alone: without it the next command would take it back.
    /// </summary>
    private async Task EndAsync(Plan plan)
    {
        if (plan.Outcome != RunOutcome.Paused)
        {
            await TryNoteAsync(plan, EntryKind.RunEnded, null, null, plan.Outcome);
            return;
        }

        try
        {
            await NoteAsync(plan, EntryKind.RunEnded, CancellationToken.None, outcome: plan.Outcome);
        }
        catch (SlipwayException error) when (error is not LockLostException)
        {
            throw await CompensateAsync(plan, plan.Steps.Count - 1, error, interrupted: false);
        }
    }

    /// <summary>The release is good by now: what fails or is interrupted here is left to the next command, and traffic stays.</summary>
    private async Task FollowUpAsync(Plan plan, List<CompletedStep> completed, CancellationToken cancellationToken)
    {
        for (var index = 0; index < plan.FollowUp.Count; index++)
        {
            var step = plan.FollowUp[index];
            try
            {
                completed.Add(await RunStepAsync(plan, step, plan.Steps.Count + index + 1, cancellationToken));
            }
            catch (Exception error) when (error is not LockLostException)
            {
                var reason = error is OperationCanceledException ? "interrupted" : error.Message;
                await TryNoteAsync(plan, EntryKind.StepFailed, step.Describe(), reason);
                context.Observer.Note($"Release {plan.Release.Number} is live. Left to the next command: {step.Describe()} ({reason})");
                return;
            }
        }
    }

    private async Task<ReleaseFailedException> CompensateAsync(Plan plan, int failed, Exception error, bool interrupted)
    {
        var step = plan.Steps[failed].Do;
        var sentence = step.Describe();
        var cause = interrupted ? "interrupted" : error.Message;
        context.Observer.StepFailed(sentence, error);
        await TryNoteAsync(plan, EntryKind.StepFailed, sentence, cause);

        using var bounded = new CancellationTokenSource(context.Application.Timeouts.Compensation, context.Time);
        var failures = new List<string>();
        for (var index = failed; index >= 0; index--)
        {
            if (plan.Steps[index].Undo is not { } undo)
            {
                continue;
            }

            var undoing = undo.Describe();
            await TryNoteAsync(plan, EntryKind.UndoStarted, undoing, null);
            context.Observer.UndoStarted(undoing);
            try
            {
                await undo.RunAsync(context, bounded.Token);
                await TryNoteAsync(plan, EntryKind.UndoDone, undoing, null);
                context.Observer.UndoDone(undoing);
            }
            catch (Exception undoError) when (undoError is not LockLostException)
            {
                failures.Add($"{undoing}: {undoError.Message}");
                await TryNoteAsync(plan, EntryKind.UndoFailed, undoing, undoError.Message);
                context.Observer.UndoFailed(undoing, undoError);
            }
        }

        var outcome = failures.Count > 0 ? RunOutcome.NeedsPerson : interrupted ? RunOutcome.Interrupted : RunOutcome.Failed;
        await TryNoteAsync(plan, EntryKind.RunEnded, null, cause, outcome);
        return new ReleaseFailedException(outcome, plan, step, cause, failures, error);
    }

    /// <summary>
    /// For what has happened already: a journal that can't be written must not change what is live, nor keep the old version from coming
    /// back.
    /// </summary>
    private async Task TryNoteAsync(Plan plan, EntryKind kind, string? step, string? detail, RunOutcome? outcome = null)
    {
        try
        {
            await NoteAsync(plan, kind, CancellationToken.None, step, detail, outcome);
        }
        catch (SlipwayException error) when (error is not LockLostException)
        {
            context.Observer.Note($"Not in the journal: {kind} {step} ({error.Message})");
        }
    }

    private Task NoteAsync(
        Plan plan, EntryKind kind, CancellationToken cancellationToken, string? step = null, string? detail = null,
        RunOutcome? outcome = null)
    {
        var starts = kind == EntryKind.RunStarted;
        return context.Journal.AppendAsync(new JournalEntry
        {
            At = context.Time.GetUtcNow(),
            Kind = kind,
            Release = plan.Release.Number,
            Run = plan.Kind,
            Slot = starts ? plan.Slot : null,
            By = starts ? plan.Release.By : null,
            Begun = starts ? plan.Release : null,
            Step = step,
            Detail = detail,
            Outcome = outcome,
        }, cancellationToken);
    }
}
