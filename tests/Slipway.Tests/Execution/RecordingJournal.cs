using Slipway.Keeper;

namespace Slipway.Tests.Execution;

/// <summary>A journal in the shared log. It can be full, or lose the lock, from a line on.</summary>
internal sealed class RecordingJournal(List<string> log) : IJournal
{
    public List<JournalEntry> Entries { get; } = [];

    /// <summary>Asked before each line; what it returns is thrown instead of writing.</summary>
    public Func<JournalEntry, Exception?> Refuses { get; set; } = _ => null;

    public Task AppendAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Refuses(entry) is { } refusal)
        {
            throw refusal;
        }

        Entries.Add(entry);
        log.Add($"journal {entry.Kind} {entry.Step}{(entry.Outcome is { } outcome ? $" {outcome}" : "")}".TrimEnd().Replace("  ", " ",
            StringComparison.Ordinal));
        return Task.CompletedTask;
    }

    public Task RecordAsync(ReleaseRecord record, CancellationToken cancellationToken)
    {
        log.Add($"record {record.Number}");
        return Task.CompletedTask;
    }
}
