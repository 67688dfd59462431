namespace Slipway.Keeper;

/// <summary>What only the holder of the application's lock may do on its target.</summary>
public interface IJournal
{
    /// <summary>Adds a line; durable when it returns. Throws when the lock was lost.</summary>
    Task AppendAsync(JournalEntry entry, CancellationToken cancellationToken);

    /// <summary>Writes the immutable record of a release; durable when it returns.</summary>
    Task RecordAsync(ReleaseRecord record, CancellationToken cancellationToken);
}
