using Slipway.Keeper;
using Slipway.Plans;

namespace Slipway.Observation;

/// <summary>A run that left the target half-way: its process was killed, or it could neither finish nor undo what it had begun.</summary>
/// <param name="Start">The entry that it began with.</param>
/// <param name="Last">The last entry that it wrote.</param>
public sealed record InterruptedRun(JournalEntry Start, JournalEntry Last)
{
    /// <summary>What was released; null for a run that released nothing.</summary>
    public BegunRelease? Begun => Start.Begun;

    /// <summary>
    /// The newest run of a journal that left the target half-way and that no later one has put right. Only a release that went live or a
    /// recovery that reached its end does that: a deploy that failed and was undone says nothing about what was half-way before it.
    /// </summary>
    internal static InterruptedRun? Find(IReadOnlyList<JournalEntry> journal)
    {
        InterruptedRun? before = null, open = null;
        foreach (var entry in journal)
        {
            (before, open) = entry switch
            {
                { Kind: EntryKind.RunStarted } => (open, new InterruptedRun(entry, entry)),
                { Kind: EntryKind.RunEnded, Outcome: RunOutcome.Paused } => (null, null),
                { Kind: EntryKind.RunEnded, Outcome: RunOutcome.Released,
                    Run: not (RunKind.Migrate or RunKind.Cleanup or RunKind.Maintenance or RunKind.Amend) } => (null, null),
                { Kind: EntryKind.RunEnded, Outcome: RunOutcome.Released } => (before, before),
                { Kind: EntryKind.RunEnded, Outcome: not RunOutcome.NeedsPerson, Run: not RunKind.Recovery } => (before, before),
                _ => (before, open is null ? null : open with { Last = entry }),
            };
        }

        return open;
    }

    /// <summary>What was run, by whom, when, and where it was cut off: a sentence without its full stop.</summary>
    public override string ToString() =>
        $"{Start.Run} of release {Start.Release} by {Start.By}, begun {Start.At:yyyy-MM-dd HH:mm:ss} UTC, {Where}";

    private string Where => Last.Kind switch
    {
        EntryKind.StepStarted or EntryKind.HookStarted => $"was cut off during \"{Last.Step}\"",
        EntryKind.StepDone or EntryKind.HookDone => $"was cut off after \"{Last.Step}\"",
        EntryKind.StepFailed or EntryKind.HookFailed => $"was cut off after \"{Last.Step}\" had failed",
        EntryKind.HookSkipped => $"was cut off after \"{Last.Step}\" was skipped",
        EntryKind.UndoStarted or EntryKind.UndoDone or EntryKind.UndoFailed => $"was cut off while undoing \"{Last.Step}\"",
        EntryKind.RunEnded => "was neither finished nor undone",
        _ => "was cut off before its first step",
    };
}
