namespace Slipway.Journal;

/// <summary>
/// The conversation with the keeper ended, and the lock with it: somebody else may be changing the target by now, so this process must not
/// touch it any more, not even to undo. The next command recovers from what it observes.
/// </summary>
public sealed class LockLostException(string reason)
    : SlipwayException(ExitCode.NeedsPerson, $"The conversation with the keeper on the target ended ({reason}), and the lock with it. Traffic was left as it is. `Status` says what is live; the next `Deploy` or `Rollback` finishes or undoes what was under way.");
