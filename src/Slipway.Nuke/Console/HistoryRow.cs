using System.Globalization;
using Slipway.Keeper;
using Slipway.Reporting;
using Slipway.Strategies.BlueGreen;

namespace Slipway.Nuke.Console;

/// <summary>A run as a person reads it.</summary>
/// <param name="Cells">In the order of <see cref="Columns"/>.</param>
/// <param name="Figures">What the switch cost; null when nothing was counted.</param>
internal sealed record HistoryRow(string[] Cells, SwitchFigures? Figures)
{
    private const string Unknown = "?";

    public static string[] Columns { get; } = ["When (UTC)", "Release", "Run", "Version", "By", "Took", "Outcome"];

    /// <summary>Beside those, where a run has figures.</summary>
    public static string[] FigureColumns { get; } =
        ["Lost", "Of clients", "Cut off", "Gap (ms)", "p50/p99 before (ms)", "during", "after"];

    /// <summary>How it ended, and why.</summary>
    public string Outcome => Cells[6];

    /// <summary>In the order of <see cref="FigureColumns"/>; empty where nothing was counted.</summary>
    public string[] FigureCells => Figures is not { } figures ? [.. FigureColumns.Select(_ => "")] :
    [
        Of(figures.Lost, figures.Sent), Of(figures.RequestsLost, figures.Requests), Number(figures.CutOff),
        Milliseconds(figures.LongestGap),
        .. new[] { figures.Before, figures.During, figures.After }.Select(phase => phase is null
            ? "" : string.Create(CultureInfo.InvariantCulture, $"{phase.P50.TotalMilliseconds:0.0}/{phase.P99.TotalMilliseconds:0.0}")),
    ];

    /// <summary>The rest, where there is no room for a table: nothing is cut, or broken in a word.</summary>
    public List<string> Lines =>
    [
        $"{Cells[0]}  release {Cells[1]}: {Cells[2]}{(Cells[3].Length == 0 ? "" : $" ({Cells[3]})")}",
        $"  by {Cells[4]}, {Cells[5]}",
        .. Figures is { } figures ? [$"  {figures}"] : Array.Empty<string>(),
    ];

    public static HistoryRow Of(HistoryEntry entry) => new(
    [
        $"{entry.Start.At:yyyy-MM-dd HH:mm:ss}", $"{entry.Start.Release}", Kind(entry), entry.Start.Begun?.Version ?? "",
        entry.Start.By ?? "", Duration.Format(entry.Took), Ending(entry),
    ], entry.Release?.Figures);

    private static string Of(long? part, long? whole) =>
        whole is null ? "" : $"{(part is { } known ? Number(known) : Unknown)} of {Number(whole.Value)}";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Milliseconds(TimeSpan? time) =>
        time is { } known ? known.TotalMilliseconds.ToString("N0", CultureInfo.InvariantCulture) : "";

    /// <summary>How it ended, and why, unless that is the same word.</summary>
    private static string Ending(HistoryEntry entry)
    {
        var (outcome, reason) = (Word(entry), entry.Detail?.Split('\n')[0]);
        return reason is null || reason.Equals(outcome, StringComparison.OrdinalIgnoreCase) ? outcome : $"{outcome}: {reason}";
    }

    private static string Word(HistoryEntry entry) => entry switch
    {
        { UnderWay: true } => "under way",
        { Outcome: null } => "cut off",
        { Outcome: RunOutcome.Released, Start.Run: RunKind.Deploy or RunKind.Rollback or RunKind.SwitchTraffic or RunKind.Promote } =>
            "released",
        { Outcome: RunOutcome.Released } => "done",
        { Outcome: RunOutcome.Paused } => "waits for a person",
        { Outcome: RunOutcome.NeedsPerson } => "needs a person",
        _ => $"{entry.Outcome}".ToLowerInvariant(),
    };

    private static string Kind(HistoryEntry entry) => entry.Start switch
    {
        { Run: RunKind.Rollback, Begun.Restores: { } restored } => $"Rollback to {restored}",
        { Run: RunKind.Maintenance, Subject: { } subject } => $"Maintenance {subject}",
        { Subject: { } subject } => $"{entry.Start.Run}: {subject}",
        { Run: RunKind.Deploy, Begun.Strategy: { } strategy and not BlueGreenSettings.StrategyName } => $"Deploy, {strategy}",
        _ => entry.Start.Run.ToString(),
    };
}
