using System.Diagnostics;
using Slipway.Keeper;

namespace Slipway.Steps;

/// <summary>
/// Tells several observers the same, in their order. What one of them throws changes nothing: the first time it is told to the others as a
/// warning, stands in <see cref="Warnings"/>, from where it comes into the report, and is traced. The one that threw goes on being told.
/// </summary>
/// <param name="observers">One or more.</param>
public sealed class ReleaseObservers(params IReadOnlyList<IReleaseObserver> observers) : IReleaseObserver
{
    private readonly Lock gate = new();
    private readonly HashSet<IReleaseObserver> failed = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> warnings = [];

    /// <summary>One sentence for each observer that threw, with what it threw first.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            lock (gate)
            {
                return [.. warnings];
            }
        }
    }

    /// <inheritdoc/>
    public void StepStarted(int number, int total, string step) => Tell(observer => observer.StepStarted(number, total, step));

    /// <inheritdoc/>
    public void StepDone(string step, TimeSpan took, string? detail) => Tell(observer => observer.StepDone(step, took, detail));

    /// <inheritdoc/>
    public void StepFailed(string step, Exception error) => Tell(observer => observer.StepFailed(step, error));

    /// <inheritdoc/>
    public void UndoStarted(string undo) => Tell(observer => observer.UndoStarted(undo));

    /// <inheritdoc/>
    public void UndoDone(string undo) => Tell(observer => observer.UndoDone(undo));

    /// <inheritdoc/>
    public void UndoFailed(string undo, Exception error) => Tell(observer => observer.UndoFailed(undo, error));

    /// <inheritdoc/>
    public void Waiting(string what, TimeSpan elapsed, TimeSpan limit) => Tell(observer => observer.Waiting(what, elapsed, limit));

    /// <inheritdoc/>
    public void Note(string message) => Tell(observer => observer.Note(message));

    /// <inheritdoc/>
    public void Warn(string message) => Tell(observer => observer.Warn(message));

    /// <inheritdoc/>
    public void RunEnded(Plan plan, RunOutcome outcome, string? cause) => Tell(observer => observer.RunEnded(plan, outcome, cause));

    private void Tell(Action<IReleaseObserver> what)
    {
        foreach (var observer in observers)
        {
            try
            {
                what(observer);
            }
            catch (Exception error)
            {
                Report(observer, error);
            }
        }
    }

    private void Report(IReleaseObserver observer, Exception error)
    {
        var type = observer.GetType().Name;
        var warning = $"The observer {type} failed ({error.GetType().Name}: {error.Message}). The release is not changed by that.";
        lock (gate)
        {
            if (!failed.Add(observer))
            {
                return;
            }

            warnings.Add(warning);
        }

        Trace.TraceWarning("{0}", warning);
        // One that failed is not told of others that do: each is reported once, so this ends.
        Tell(other =>
        {
            if (!ReferenceEquals(other, observer))
            {
                other.Warn(warning);
            }
        });
    }
}
