using System.Text.Json;
using System.Text.Json.Serialization;
using Slipway.Routing;

namespace Slipway.Keeper;

/// <summary>One durable line of the journal: written before an effect and after it.</summary>
public sealed record JournalEntry
{
    /// <summary>
    /// Version of the line's form. A tool refuses a line with a higher one. 2 since there are canaries that wait, 3 since a release may be
    /// by a strategy of any name: a tool that does not know <see cref="RunOutcome.Paused"/>, or the name, would take such a line for a torn
    /// one. The lines of hooks, and what a first line says of them, have no version of their own: a tool that does not know them leaves
    /// them out, and nothing that it must know stands there.
    /// </summary>
    public const int CurrentSchema = 3;

    /// <summary>The version of the form that this line was written in. Default <see cref="CurrentSchema"/>.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>When it was written, by the clock of the machine that ran the release.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What the line says.</summary>
    public required EntryKind Kind { get; init; }

    /// <summary>Number of the release that the run is about.</summary>
    public required int Release { get; init; }

    /// <summary>The command that the line belongs to.</summary>
    public required RunKind Run { get; init; }

    /// <summary>The slot that the run fills; on <see cref="EntryKind.RunStarted"/>.</summary>
    public Slot? Slot { get; init; }

    /// <summary>The step's own sentence.</summary>
    public string? Step { get; init; }

    /// <summary>What went wrong, or what else there is to say.</summary>
    public string? Detail { get; init; }

    /// <summary>Who runs it; on <see cref="EntryKind.RunStarted"/>.</summary>
    public string? By { get; init; }

    /// <summary>What is being released; on <see cref="EntryKind.RunStarted"/>.</summary>
    [JsonPropertyName("request")]
    public BegunRelease? Begun { get; init; }

    /// <summary>How the run ended; on <see cref="EntryKind.RunEnded"/>.</summary>
    public RunOutcome? Outcome { get; init; }

    /// <summary>Names of the hooks with something to do in the run, on <see cref="EntryKind.RunStarted"/>; null for none.</summary>
    public IReadOnlyList<string>? Hooks { get; init; }

    /// <summary>
    /// What the command is about beside its kind, in words: <c>on, requests wait at most 30 s</c>; on <see cref="EntryKind.RunStarted"/>.
    /// Null where the kind and the release say it all.
    /// </summary>
    public string? Subject { get; init; }

    /// <summary>The command that a recovery finishes, where there are hooks; on <see cref="EntryKind.RunStarted"/>.</summary>
    public RunKind? Finishes { get; init; }

    internal string ToLine() => JsonSerializer.Serialize(this, JournalJson.Default.JournalEntry);

    /// <summary>
    /// Reads a journal, oldest first. A line that is no entry can only be one that was torn while it was written: its effect had not begun
    /// (or its end was not noted), which is what recovery assumes of a missing line, so it is left out.
    /// Throws a <see cref="NewerSchemaException"/> for an entry of a newer schema.
    /// </summary>
    internal static IReadOnlyList<JournalEntry> ReadAll(string journal)
    {
        var entries = new List<JournalEntry>();
        foreach (var line in journal.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                if (JsonSerializer.Deserialize(line, JournalJson.Default.JournalEntry) is { } entry)
                {
                    RecordSchema.RefuseNewer("The target's journal", entry.Schema, CurrentSchema);
                    entries.Add(entry);
                }
            }
            catch (JsonException)
            {
                // Torn, or of a form that this version can't read at all.
                RecordSchema.RefuseNewer("The target's journal", line, CurrentSchema);
            }
        }

        return entries;
    }
}
