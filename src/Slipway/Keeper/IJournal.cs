namespace Slipway.Keeper;

/// <summary>What only the holder of the application's lock may do on its target.</summary>
public interface IJournal
{
    /// <summary>Adds a line; durable when it returns.</summary>
    /// <param name="entry">What the line says.</param>
    /// <param name="cancellationToken">Gives up; the line may stand there or not.</param>
    /// <exception cref="LockLostException">The lock is not held any more.</exception>
    Task AppendAsync(JournalEntry entry, CancellationToken cancellationToken);

    /// <summary>Writes the immutable record of a release; durable when it returns.</summary>
    /// <param name="record">What is live from now on. Its number has no record yet.</param>
    /// <param name="cancellationToken">Gives up; the record may stand there or not.</param>
    /// <exception cref="LockLostException">The lock is not held any more.</exception>
    Task RecordAsync(ReleaseRecord record, CancellationToken cancellationToken);
}
