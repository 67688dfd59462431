using Slipway.Journal;
using Slipway.Releases;
using Slipway.Routing;

namespace Slipway.Planning;

/// <summary>A canary that waits at its share of the traffic for a person. Journal and router say all there is to know, on any machine.</summary>
/// <param name="Start">The entry of the run that left it there.</param>
/// <param name="Since">Since when it waits.</param>
public sealed record WaitingCanary(JournalEntry Start, DateTimeOffset Since)
{
    public BegunRelease Begun => Start.Begun!;

    public Slot Slot => Start.Slot!.Value;

    /// <summary>The share after the one it has.</summary>
    public int Next(CanarySettings settings, Split split) => settings.Steps.FirstOrDefault(step => step > split.Share(Slot), 100);

    /// <summary>The canary of a journal that was neither promoted to the end nor taken back.</summary>
    public static WaitingCanary? Find(IReadOnlyList<JournalEntry> journal)
    {
        WaitingCanary? waiting = null;
        JournalEntry? start = null;
        foreach (var entry in journal)
        {
            start = entry.Kind == EntryKind.RunStarted ? entry : start;
            waiting = entry switch
            {
                { Kind: not EntryKind.RunEnded } => waiting,
                { Outcome: RunOutcome.Paused } => new WaitingCanary(start!, entry.At),
                { Outcome: RunOutcome.Released, Run: not (RunKind.Cleanup or RunKind.Maintenance or RunKind.Migrate) } when !IsBesideCanary(start!) => null,
                // What fails after it was taken over is taken back.
                { Outcome: RunOutcome.Failed or RunOutcome.Interrupted, Run: RunKind.Promote } => null,
                _ => waiting,
            };
        }

        return waiting;
    }

    /// <summary>What was brought to rest was no release: it had no slot.</summary>
    private static bool IsBesideCanary(JournalEntry start) => start is { Run: RunKind.Recovery, Slot: null };

    public override string ToString() => $"The canary of release {Begun.Number} (version {Begun.Version}) by {Start.By} waits in the {Slot.Label()} slot since {Since:yyyy-MM-dd HH:mm:ss} UTC";
}
