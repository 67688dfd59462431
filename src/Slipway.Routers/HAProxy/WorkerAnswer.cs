using System.Globalization;
using Slipway.Routing;

namespace Slipway.Routers.HAProxy;

/// <summary>
/// What one process of the proxy answered. After a reload there are several: the current one, and old ones that still serve.
/// </summary>
internal sealed record WorkerAnswer(int ProcessId, IReadOnlyList<string> Lines)
{
    /// <summary>The answers to one command, the current worker's first.</summary>
    /// <exception cref="RouterException">No worker answered.</exception>
    public static IReadOnlyList<WorkerAnswer> Parse(IReadOnlyList<string> lines)
    {
        var answers = new List<WorkerAnswer>();
        List<string> current = [];
        foreach (var line in lines)
        {
            if (line.StartsWith("= ", StringComparison.Ordinal)
                && int.TryParse(line.AsSpan(2), CultureInfo.InvariantCulture, out var process))
            {
                current = [];
                answers.Add(new WorkerAnswer(process, current));
            }
            else if (line.Length > 0)
            {
                current.Add(line);
            }
        }

        // An old worker that ended after it was listed and before it was asked has nothing to say, and needs to be told no more.
        answers.RemoveAll(answer => answer != answers[0]
            && answer.Lines is [var first, ..]
            && first.StartsWith("Can't find the target PID", StringComparison.Ordinal));
        return answers.Count > 0
            ? answers
            : throw new RouterException($"The proxy answered without a worker: {string.Join(" | ", lines.Take(3))}");
    }
}
