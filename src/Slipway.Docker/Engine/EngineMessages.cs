using Docker.DotNet.Models;

namespace Slipway.Docker.Engine;

/// <summary>
/// Reads the messages of a pull, build or import. The engine answers those with success at once and reports a failure as a message, which
/// the client does not turn into an exception.
/// </summary>
internal sealed class EngineMessages(IProgress<string> progress) : IProgress<JSONMessage>
{
    private const int LinesKept = 20;

    private readonly Queue<string> last = new();
    private string? lastReported;

    /// <summary>Why it failed, or null.</summary>
    public string? Error { get; private set; }

    /// <summary>The last lines, oldest first, for the message of an exception.</summary>
    public IReadOnlyCollection<string> LastLines => last;

    public void Report(JSONMessage value)
    {
        if ((value.Error?.Message ?? value.ErrorMessage) is { Length: > 0 } error)
        {
            Error = error;
            return;
        }

        // A layer's byte counter is not news; its change of state is.
        var text = value.Stream ?? (value.ID is { Length: > 0 } id ? $"{id}: {value.Status}" : value.Status);
        foreach (var line in (text ?? string.Empty).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (string.Equals(line, lastReported, StringComparison.Ordinal))
            {
                continue;
            }

            lastReported = line;
            last.Enqueue(line);
            if (last.Count > LinesKept)
            {
                last.Dequeue();
            }

            progress.Report(line);
        }
    }
}
