namespace Slipway.Keeper;

/// <summary>Somebody else is changing this application's target.</summary>
/// <param name="application">The application's name.</param>
/// <param name="holder">Who; null when that can't be read just now.</param>
public sealed class LockHeldException(string application, LockHolder? holder)
    : SlipwayException(holder is null
        ? $"Somebody else is deploying {application}."
        : $"{holder.By} is deploying {application} ({holder.Command}, since {holder.Since:yyyy-MM-dd HH:mm:ss} UTC). Wait until it has "
            + "ended; a lock can't go stale.")
{
    /// <summary>Who holds the lock; null when that can't be read just now.</summary>
    public LockHolder? Holder { get; } = holder;
}
