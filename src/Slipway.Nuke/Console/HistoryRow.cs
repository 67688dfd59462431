using Slipway.Keeper;
using Slipway.Reporting;
using Slipway.Strategies.BlueGreen;

namespace Slipway.Nuke.Console;

/// <summary>A run as a person reads it.</summary>
/// <param name="Cells">In the order of <see cref="Columns"/>.</param>
internal sealed record HistoryRow(string[] Cells)
{
    public static string[] Columns { get; } = ["When (UTC)", "Release", "Run", "Version", "By", "Took", "Outcome"];

    /// <summary>How it ended, and why.</summary>
    public string Outcome => Cells[6];

    /// <summary>The rest, where there is no room for a table: nothing is cut, or broken in a word.</summary>
    public List<string> Lines =>
    [
        $"{Cells[0]}  release {Cells[1]}: {Cells[2]}{(Cells[3].Length == 0 ? "" : $" ({Cells[3]})")}",
        $"  by {Cells[4]}, {Cells[5]}",
    ];

    public static HistoryRow Of(HistoryEntry entry) => new(
    [
        $"{entry.Start.At:yyyy-MM-dd HH:mm:ss}", $"{entry.Start.Release}", Kind(entry), entry.Start.Begun?.Version ?? "",
        entry.Start.By ?? "", Duration.Format(entry.Took), Ending(entry),
    ]);

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
