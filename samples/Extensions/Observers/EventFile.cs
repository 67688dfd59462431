using System.Text.Json;
using System.Text.Json.Serialization;
using Slipway.Keeper;
using Slipway.Steps;

namespace Extensions.Observers;

/// <summary>Writes what happens to a file, one JSON object a line, for whatever collects logs.</summary>
/// <param name="path">The file; it grows, and is made with its folder when it is missing.</param>
/// <param name="time">Says when.</param>
public sealed partial class EventFile(string path, TimeProvider time) : IReleaseObserver
{
    private readonly Lock gate = new();

    public void StepStarted(int number, int total, string step) => Write("step-started", step, $"{number} of {total}");

    public void StepDone(string step, TimeSpan took, string? detail) => Write("step-done", step, detail, took);

    public void StepFailed(string step, Exception error) => Write("step-failed", step, error.Message);

    public void UndoStarted(string undo) => Write("undo-started", undo);

    public void UndoDone(string undo) => Write("undo-done", undo);

    public void UndoFailed(string undo, Exception error) => Write("undo-failed", undo, error.Message);

    public void Waiting(string what, TimeSpan elapsed, TimeSpan limit) => Write("waiting", what, took: elapsed);

    public void Note(string message) => Write("note", message);

    public void Warn(string message) => Write("warning", message);

    public void RunEnded(Plan plan, RunOutcome outcome, string? cause) => Write("run-ended", $"{plan.Kind}: {outcome}", cause);

    /// <summary>A file that can't be written fails no release: Slipway reports once what an observer throws.</summary>
    private void Write(string kind, string what, string? detail = null, TimeSpan? took = null)
    {
        var line = JsonSerializer.Serialize(new Event(time.GetUtcNow(), kind, what, detail, took?.TotalSeconds), EventJson.Default.Event);
        // What is waited for is told on any thread.
        lock (gate)
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
            }

            File.AppendAllText(path, $"{line}\n");
        }
    }

    internal sealed record Event(DateTimeOffset At, string Kind, string What, string? Detail, double? Seconds);

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(Event))]
    private sealed partial class EventJson : JsonSerializerContext;
}
