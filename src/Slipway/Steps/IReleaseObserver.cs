namespace Slipway.Steps;

/// <summary>Hears what happens while a plan runs. What it throws changes no release: it is reported once, as a warning.</summary>
public interface IReleaseObserver
{
    /// <param name="number">1 to <paramref name="total"/>.</param>
    void StepStarted(int number, int total, string step);

    void StepDone(string step, TimeSpan took, string? detail);

    void StepFailed(string step, Exception error);

    void UndoStarted(string undo);

    void UndoDone(string undo);

    void UndoFailed(string undo, Exception error);

    /// <summary>Called every few seconds while something is waited for.</summary>
    /// <param name="what">What is waited for, and what is seen instead.</param>
    /// <param name="elapsed">How long already.</param>
    /// <param name="limit">When it will be given up.</param>
    void Waiting(string what, TimeSpan elapsed, TimeSpan limit);

    /// <summary>Something that the reader should know and that is no failure.</summary>
    void Note(string message);

    /// <summary>Something that went wrong and changes nothing about the release. Default: told as a note.</summary>
    void Warn(string message) => Note(message);
}
