using Slipway.Steps;

namespace Slipway.EndToEnd.Deployer;

/// <summary>One line for everything that happens, so that a test can wait for it.</summary>
public sealed class LineObserver(TextWriter output) : IReleaseObserver, IProgress<string>
{
    public void StepStarted(int number, int total, string step) => output.WriteLine($"started: {step}");

    public void StepDone(string step, TimeSpan took, string? detail) =>
        output.WriteLine($"done: {step} {took.TotalMilliseconds:0} ms {detail}".TrimEnd());

    public void StepFailed(string step, Exception error) => output.WriteLine($"failed: {step}: {error.Message}");

    public void UndoStarted(string undo) => output.WriteLine($"undo: {undo}");

    public void UndoDone(string undo) => output.WriteLine($"undone: {undo}");

    public void UndoFailed(string undo, Exception error) => output.WriteLine($"not undone: {undo}: {error.Message}");

    public void Waiting(string what, TimeSpan elapsed, TimeSpan limit) => output.WriteLine($"waiting: {what}");

    public void Note(string message) => output.WriteLine($"note: {message}");

    public void Report(string value) => output.WriteLine($"note: {value}");
}
