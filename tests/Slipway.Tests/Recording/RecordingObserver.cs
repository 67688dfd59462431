using Slipway.Keeper;
using Slipway.Steps;

namespace Slipway.Tests.Recording;

/// <summary>Keeps what an observer hears.</summary>
internal sealed class RecordingObserver : IReleaseObserver
{
    public List<string> Heard { get; } = [];

    public void StepStarted(int number, int total, string step) => Heard.Add($"{number}/{total} {step}");

    public void StepDone(string step, TimeSpan took, string? detail) => Heard.Add($"done {step}{(detail is null ? "" : $" ({detail})")}");

    public void StepFailed(string step, Exception error) => Heard.Add($"failed {step}: {error.Message}");

    public void UndoStarted(string undo) => Heard.Add($"undo {undo}");

    public void UndoDone(string undo) => Heard.Add($"undone {undo}");

    public void UndoFailed(string undo, Exception error) => Heard.Add($"not undone {undo}: {error.Message}");

    public void Waiting(string what, TimeSpan elapsed, TimeSpan limit) => Heard.Add($"waiting for {what}");

    public void Warn(string message) => Heard.Add($"warning {message}");

    public void Note(string message) => Heard.Add($"note {message}");

    public void RunEnded(Plan plan, RunOutcome outcome, string? cause) =>
        Heard.Add($"ended {plan.Kind} {plan.Release.Version}: {outcome}{(cause is null ? "" : $" ({cause})")}");
}
