namespace Slipway.Keeper;

/// <summary>What only the holder of the application's lock may do on its target.</summary>
public interface IJournal
{
    /// <summary>Adds a line; durable when it returns.</summary>
    /// <param name="entry">What the line says.</param>
    /// <param name="cancellationToken">Gives up; the line may stand there or not.</param>
    /// <exception cref="LockLostException">The lock is not held any more.</exception>
    Task AppendAsync(JournalEntry entry, CancellationToken cancellationToken);

    /// <summary>Writes the record of a release, as a whole; durable when it returns.</summary>
    /// <param name="record">
    /// What is live from now on. Its number has no record yet, unless it is that of what is live, amended in what no container is made
    /// from, or in what was counted since.
    /// </param>
    /// <param name="cancellationToken">Gives up; the record may stand there or not, and an amended one as it was or as it is now.</param>
    /// <exception cref="LockLostException">The lock is not held any more.</exception>
    Task RecordAsync(ReleaseRecord record, CancellationToken cancellationToken);
}
