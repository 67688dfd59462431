using Serilog;
using Slipway.Containers;
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
        Log.Information("{Position} {Step}  {Took}{Detail}", position, ShortDigest.In(step), Duration.Format(took),
            detail is null ? "" : $"  ({ShortDigest.In(detail)})");

    /// <summary>Why stands in the error that the run ends with.</summary>
    public void StepFailed(string step, Exception error) => Log.Information("{Position} {Step}: {What}", position, ShortDigest.In(step),
        error is OperationCanceledException ? "interrupted" : "failed");

    public void UndoStarted(string undo) => Log.Information("   undo: {Undo} ...", ShortDigest.In(undo));

    public void UndoDone(string undo) => Log.Information("   undone: {Undo}", ShortDigest.In(undo));

    public void UndoFailed(string undo, Exception error) => Log.Information("   NOT undone: {Undo}", ShortDigest.In(undo));

    public void Waiting(string what, TimeSpan elapsed, TimeSpan limit) =>
        Log.Information("   waiting {Elapsed} of {Limit} for {What}", Duration.Format(elapsed), Duration.Format(limit), what);

    public void Warn(string message) => Log.Warning("   {Message}", ShortDigest.In(message));

    public void Note(string message) => Log.Information("   {Message}", ShortDigest.In(message));

    /// <summary>Reports in order, on the reporting thread: <see cref="Progress{T}"/> would do neither.</summary>
    private sealed class Lines : IDetailedProgress
    {
        public void ReportDetail(string line) => Log.Verbose("   | {Detail}", line);

        public void Report(string value) => Log.Information("   {Progress}", value);
    }
}
