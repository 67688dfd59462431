using Slipway.Keeper;
using Slipway.Steps;

namespace Slipway.Execution;

/// <summary>Runs the hooks of one run at their places, each within its limit and between two lines of the journal.</summary>
/// <param name="context">What steps act on.</param>
/// <param name="plan">What is run.</param>
/// <param name="hooks">Those of the build.</param>
/// <param name="ended">The run that a recovery ends.</param>
/// <param name="journal">The run's lines.</param>
/// <param name="completed">What was done by now; grows meanwhile.</param>
internal sealed class HookRun(
    StepContext context, Plan plan, HookSet hooks, EndedRun ended, RunJournal journal, IReadOnlyList<CompletedStep> completed)
{
    private readonly long begun = context.Time.GetTimestamp();
    private readonly List<string> warnings = [];
    private bool shifted;

    /// <summary>The hook that failed, or during which the run was interrupted; null when none did.</summary>
    public HookPlace? Failed { get; private set; }

    /// <summary>What went wrong and changed nothing.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>
    /// The plan says it, by its steps: until one has shifted traffic a hook may fail the run. A recovery and an abort give back what was
    /// live, or finish what is live: they must reach their end.
    /// </summary>
    private bool MayFail => !shifted && plan.Kind is not (RunKind.Recovery or RunKind.Abort);

    /// <summary>Names of those that have something to do, and of those that the run which is ended had and this build does not.</summary>
    public IReadOnlyList<string> Names() => [.. hooks.In(plan, ended.Finishes).Union(hooks.MissingOf(ended.Hooks), StringComparer.Ordinal)];

    public CompletedRun SoFar() => new(plan, [.. completed], context.Time.GetElapsedTime(begun)) { Warnings = [.. warnings] };

    public async Task BeforeRunAsync(CancellationToken cancellationToken)
    {
        foreach (var name in hooks.MissingOf(ended.Hooks))
        {
            const string reason = "is not part of this build, and what was cut off had it: it is skipped";
            await journal.TryNoteAsync(EntryKind.HookSkipped, $"hook {name}", reason);
            Warn($"The hook {name} {reason}.");
        }

        await RunAsync(hooks.At(before: true, plan.Kind, ended.Finishes), before: true, null, isUndo: false, cancellationToken);
    }

    /// <summary>What was done stays done: an interruption ends the hooks, not the release.</summary>
    public async Task AfterRunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(hooks.At(before: false, plan.Kind, ended.Finishes), before: false, null, isUndo: false, cancellationToken);
        }
        catch (OperationCanceledException) when (!MayFail)
        {
            Warn($"{Failed?.Describe()}: interrupted");
            Failed = null;
        }
    }

    public Task BeforeAsync(Step step, CancellationToken cancellationToken) =>
        RunAsync(hooks.At(before: true, step), before: true, step, isUndo: false, cancellationToken);

    public Task AfterAsync(Step step, CancellationToken cancellationToken)
    {
        shifted |= step.ShiftsTraffic;
        return RunAsync(hooks.At(before: false, step), before: false, step, isUndo: false, cancellationToken);
    }

    /// <summary>Beside an undo: under no token but that of the hook's own limit, and never a failure.</summary>
    public Task AroundUndoAsync(Step undo, bool before) =>
        RunAsync(hooks.At(before, undo), before, undo, isUndo: true, CancellationToken.None);

    private async Task RunAsync(
        IEnumerable<HookSet.Registered> here, bool before, Step? step, bool isUndo, CancellationToken cancellationToken)
    {
        foreach (var hook in here)
        {
            await RunAsync(hook, new HookPlace(hook.Name, before, step, plan.Kind), isUndo, cancellationToken);
        }
    }

    private async Task RunAsync(HookSet.Registered hook, HookPlace place, bool isUndo, CancellationToken cancellationToken)
    {
        var mayFail = MayFail && !isUndo;
        var sentence = place.Describe();
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (mayFail)
            {
                await journal.NoteAsync(EntryKind.HookStarted, cancellationToken, sentence);
            }
            else
            {
                await journal.TryNoteAsync(EntryKind.HookStarted, sentence, null);
            }

            await CallAsync(hook, place, isUndo, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Failed = place;
            await journal.TryNoteAsync(EntryKind.HookFailed, sentence, "interrupted");
            throw;
        }
        catch (SlipwayException failure) when (failure is not LockLostException)
        {
            await journal.TryNoteAsync(EntryKind.HookFailed, sentence, failure.Message);
            if (mayFail)
            {
                Failed = place;
                throw;
            }

            Warn($"{failure.Message} ({sentence}). What is live stays as it is.");
            return;
        }

        await journal.TryNoteAsync(EntryKind.HookDone, sentence, null);
        context.Observer.Note($"Done: {sentence}");
    }

    /// <summary>On a thread of its own, and waited for no longer than its limit, whatever the hook does with its token.</summary>
    private async Task CallAsync(HookSet.Registered hook, HookPlace place, bool isUndo, CancellationToken cancellationToken)
    {
        var at = new HookContext
        {
            Plan = plan,
            IsBefore = place.IsBefore,
            Step = place.At,
            IsUndo = isUndo,
            Run = SoFar(),
            Target = context,
        };
        using var limit = new CancellationTokenSource(hook.Limit, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var token = either.Token;
        try
        {
            await Task.Run(() => hook.Hook.RunAsync(at, token), token).WaitAsync(token);
        }
        catch (Exception error) when (error is not LockLostException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var reason = limit.IsCancellationRequested ? $"was not done after {hook.Limit} and was given up" : $"failed: {error.Message}";
            throw new HookFailedException(hook.Name, reason, error);
        }
    }

    private void Warn(string message)
    {
        warnings.Add(message);
        context.Observer.Warn(message);
    }
}
