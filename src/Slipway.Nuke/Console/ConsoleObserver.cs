using Serilog;
using Slipway.Steps;

namespace Slipway.Nuke.Console;

/// <summary>Tells a release's progress in the build's log, a line a step.</summary>
internal sealed class ConsoleObserver : IReleaseObserver
{
    private string position = "";

    /// <summary>For long preparations: what is being done now.</summary>
    public IProgress<string> Progress { get; } = new Lines();

    public void StepStarted(int number, int total, string step) => position = $"[{number,2}/{total}]";

    public void StepDone(string step, TimeSpan took, string? detail) =>
        Log.Information("{Position} {Step}  {Took}{Detail}", position, step, Duration.Format(took), detail is null ? "" : $"  ({detail})");

    public void StepFailed(string step, Exception error) =>
        Log.Warning("{Position} {Step}: {Reason}", position, step,
            error is OperationCanceledException ? "interrupted" : error.Message.Split('\n')[0]);

    public void UndoStarted(string undo) => Log.Information("   undo: {Undo} ...", undo);

    public void UndoDone(string undo) => Log.Information("   undone: {Undo}", undo);

    public void UndoFailed(string undo, Exception error) => Log.Error("   NOT undone: {Undo}: {Reason}", undo, error.Message);

    public void Waiting(string what, TimeSpan elapsed, TimeSpan limit) =>
        Log.Information("   waiting {Elapsed} of {Limit} for {What}", Duration.Format(elapsed), Duration.Format(limit), what);

    public void Warn(string message) => Log.Warning("   {Message}", message);

    public void Note(string message) => Log.Information("   {Message}", message);

    /// <summary>Reports in order, on the reporting thread: <see cref="Progress{T}"/> would do neither.</summary>
    private sealed class Lines : IProgress<string>
    {
        public void Report(string value) => Log.Information("   {Progress}", value);
    }
}
