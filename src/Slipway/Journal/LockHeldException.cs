namespace Slipway.Journal;

/// <summary>Somebody else is changing this application's target.</summary>
public sealed class LockHeldException(string application, LockHolder? holder)
    : SlipwayException(ExitCode.Locked, holder is null
        ? $"Somebody else is deploying {application}."
        : $"{holder.By} is deploying {application} ({holder.Command}, since {holder.Since:yyyy-MM-dd HH:mm:ss} UTC). Wait until it has ended; a lock can't go stale.")
{
    public LockHolder? Holder { get; } = holder;
}
