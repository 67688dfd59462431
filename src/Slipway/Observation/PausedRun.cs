using Slipway.Keeper;
using Slipway.Plans;
using Slipway.Routing;

namespace Slipway.Observation;

/// <summary>A release that waits half-way for a person. Journal and router say all there is to know, on any machine.</summary>
/// <param name="Start">The entry of the run that left it there.</param>
/// <param name="Since">Since when it waits.</param>
public sealed record PausedRun(JournalEntry Start, DateTimeOffset Since)
{
    /// <summary>What waits.</summary>
    public BegunRelease Begun => Start.Begun!;

    /// <summary>Where it runs.</summary>
    public Slot Slot => Start.Slot!.Value;

    /// <summary>What it is, since when it waits and where, as the end of a sentence about it.</summary>
    public string Where =>
        $"(version {Begun.Version}) by {Start.By} waits in the {Slot.Label()} slot since {Since:yyyy-MM-dd HH:mm:ss} UTC";

    /// <summary>What waits by a journal: neither taken to its end nor taken back.</summary>
    internal static PausedRun? Find(IReadOnlyList<JournalEntry> journal)
    {
        PausedRun? waiting = null;
        JournalEntry? start = null;
        foreach (var entry in journal)
        {
            start = entry.Kind == EntryKind.RunStarted ? entry : start;
            waiting = entry switch
            {
                { Kind: not EntryKind.RunEnded } => waiting,
                { Outcome: RunOutcome.Paused } => new PausedRun(start!, entry.At),
                { Outcome: RunOutcome.Released,
                    Run: not (RunKind.Cleanup or RunKind.Maintenance or RunKind.Migrate or RunKind.Amend) }
                    when !IsBesidePaused(start!) => null,
                // What fails after it was taken over is taken back.
                { Outcome: RunOutcome.Failed or RunOutcome.Interrupted, Run: RunKind.Promote } => null,
                _ => waiting,
            };
        }

        return waiting;
    }

    /// <summary>What was brought to rest was no release: it had no slot.</summary>
    private static bool IsBesidePaused(JournalEntry start) => start is { Run: RunKind.Recovery, Slot: null };

    /// <summary>Which release waits, since when and where: a sentence without its full stop.</summary>
    public override string ToString() => $"Release {Begun.Number} {Where}";
}
