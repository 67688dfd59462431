using Slipway.Keeper;

namespace Slipway.Reporting;

/// <summary>One run on a target.</summary>
/// <param name="Start">The entry that it began with.</param>
/// <param name="Outcome">How it ended; null when it did not.</param>
/// <param name="Detail">Why it failed; null when it did not.</param>
/// <param name="Took">From its first to its last entry.</param>
/// <param name="Release">The record that it wrote; null when nothing went live by it.</param>
/// <param name="UnderWay">Whether it runs now.</param>
public sealed record HistoryEntry(
    JournalEntry Start, RunOutcome? Outcome, string? Detail, TimeSpan Took, ReleaseRecord? Release, bool UnderWay)
{
    /// <summary>The runs of a journal, oldest first.</summary>
    /// <param name="journal">All its entries, oldest first.</param>
    /// <param name="releases">All records, oldest first.</param>
    /// <param name="locked">Whether somebody holds the lock now: then a last run without an end is under way, else it was cut off.</param>
    internal static IReadOnlyList<HistoryEntry> Read(
        IReadOnlyList<JournalEntry> journal, IReadOnlyList<ReleaseRecord> releases, bool locked)
    {
        var runs = new List<List<JournalEntry>>();
        foreach (var entry in journal)
        {
            if (entry.Kind == EntryKind.RunStarted || runs.Count == 0)
            {
                runs.Add([]);
            }

            runs[^1].Add(entry);
        }

        return [.. runs.Select((run, index) =>
        {
            var end = run[^1].Kind == EntryKind.RunEnded ? run[^1] : null;
            var switches = end?.Outcome != RunOutcome.Paused
                && run[0].Run is RunKind.Deploy or RunKind.Rollback or RunKind.Recovery or RunKind.Promote or RunKind.SwitchTraffic;
            return new HistoryEntry(run[0], end?.Outcome, end?.Detail, run[^1].At - run[0].At,
                switches ? releases.FirstOrDefault(record => record.Number == run[0].Release) : null,
                UnderWay: locked && end is null && index == runs.Count - 1);
        })];
    }
}
