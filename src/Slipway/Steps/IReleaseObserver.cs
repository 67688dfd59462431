using Slipway.Keeper;

namespace Slipway.Steps;

/// <summary>
/// Hears what happens while a plan runs, and how it ended. What it throws changes no release: it is reported once, as a warning. Each
/// member does nothing unless it is written.
/// </summary>
public interface IReleaseObserver
{
    /// <summary>A step is about to act; it is in the journal already.</summary>
    /// <param name="number">1 to <paramref name="total"/>.</param>
    /// <param name="total">How many steps the plan has, its follow-ups included.</param>
    /// <param name="step">The step's sentence, without a full stop.</param>
    void StepStarted(int number, int total, string step)
    {
    }

    /// <summary>A step's effect is complete.</summary>
    /// <param name="step">The step's sentence, without a full stop.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="detail">What it found out or made; null when there is nothing to say.</param>
    void StepDone(string step, TimeSpan took, string? detail)
    {
    }

    /// <summary>A step threw or was interrupted; the undos follow, in reverse order.</summary>
    /// <param name="step">The step's sentence, without a full stop.</param>
    /// <param name="error">Why; an <see cref="OperationCanceledException"/> for an interruption.</param>
    void StepFailed(string step, Exception error)
    {
    }

    /// <summary>What takes a step back is about to act.</summary>
    /// <param name="undo">The undo's sentence, without a full stop.</param>
    void UndoStarted(string undo)
    {
    }

    /// <summary>What takes a step back is complete.</summary>
    /// <param name="undo">The undo's sentence, without a full stop.</param>
    void UndoDone(string undo)
    {
    }

    /// <summary>What takes a step back threw. The other undos follow all the same; a person must act afterwards.</summary>
    /// <param name="undo">The undo's sentence, without a full stop.</param>
    /// <param name="error">Why.</param>
    void UndoFailed(string undo, Exception error)
    {
    }

    /// <summary>Called every few seconds while something is waited for.</summary>
    /// <param name="what">What is waited for, and what is seen instead.</param>
    /// <param name="elapsed">How long already.</param>
    /// <param name="limit">When it will be given up.</param>
    void Waiting(string what, TimeSpan elapsed, TimeSpan limit)
    {
    }

    /// <summary>Something that the reader should know and that is no failure.</summary>
    /// <param name="message">One or more whole sentences.</param>
    void Note(string message)
    {
    }

    /// <summary>Something that went wrong and changes nothing about the release. Default: told as a note.</summary>
    /// <param name="message">One or more whole sentences.</param>
    void Warn(string message) => Note(message);

    /// <summary>
    /// A run has ended, and its undos with it; how stands in the journal. A recovery is a run of its own. Not told of a command that was
    /// refused or had nothing to do, nor of a run that was killed or lost its lock: that one's end is a recovery.
    /// </summary>
    /// <param name="plan">What was run: its kind, its release, its steps.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="cause">Why it failed, or <c>interrupted</c>; null where neither is so.</param>
    void RunEnded(Plan plan, RunOutcome outcome, string? cause)
    {
    }
}
