using System.Globalization;

namespace Slipway.Keeper;

/// <summary>
/// What a switch cost, from its first shift of the traffic to the end of the drain of what was left. What is null was not counted.
/// </summary>
public sealed record SwitchFigures
{
    /// <summary>Requests of Slipway's own watch that were under way or due since the first shift; null: it did not watch.</summary>
    public int? Sent { get; init; }

    /// <summary>
    /// Of <see cref="Sent"/>, those without an answer of the application: refused, reset, cut off, too late, or answered by the router
    /// itself. Null where the application never answered the watch, which then says nothing.
    /// </summary>
    public int? Lost { get; init; }

    /// <summary>Of <see cref="Sent"/>, those that the application answered with 5xx; they are not lost. Null: it did not watch.</summary>
    public int? Errors { get; init; }

    /// <summary>The longest time between two answers of the application to the watch; null before the second one.</summary>
    public TimeSpan? LongestGap { get; init; }

    /// <summary>Answers that were there before the first shift; null: none.</summary>
    public LatencyFigures? Before { get; init; }

    /// <summary>Answers to what was under way between the first shift and a second after the last one; null: none.</summary>
    public LatencyFigures? During { get; init; }

    /// <summary>Answers after that; null: none.</summary>
    public LatencyFigures? After { get; init; }

    /// <summary>Requests of clients, by the router's statistics; null where it keeps none.</summary>
    public long? Requests { get; init; }

    /// <summary>Of <see cref="Requests"/>, those without an answer of the application; null where the router can't tell.</summary>
    public long? RequestsLost { get; init; }

    /// <summary>
    /// Requests that were still open when what answered them was stopped or removed, after its drain had run out. Default 0.
    /// </summary>
    public int CutOff { get; init; }

    /// <summary>All that was counted, as clauses without a full stop.</summary>
    public override string ToString()
    {
        var latencies = string.Join(", ", new[] { ("before", Before), ("during", During), ("after", After) }
            .Where(phase => phase.Item2 is not null).Select(phase => $"{phase.Item1} {phase.Item2}"));
        string?[] parts =
        [
            Sent is not { } sent ? null
                : Lost is { } lost ? $"{Number(lost)} of {Number(sent)} own requests lost since its first shift"
                : $"{Number(sent)} own requests, none answered by the application",
            Errors is > 0 and { } errors ? $"{Number(errors)} answered with 5xx" : null,
            LongestGap is { } gap ? $"longest gap {LatencyFigures.Format(gap)} ms" : null,
            latencies.Length > 0 ? $"p50/p99 {latencies}" : null,
            Requests is not { } requests ? null
                : requests == 0 ? "no request of a client"
                : RequestsLost is { } real ? $"{Number(real)} of {Number(requests)} requests of clients lost"
                : $"{Number(requests)} requests of clients",
            CutOff > 0 ? $"{Number(CutOff)} cut off by the end of a drain" : null,
        ];
        return string.Join("; ", parts.OfType<string>());
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
