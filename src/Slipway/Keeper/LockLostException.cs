namespace Slipway.Keeper;

/// <summary>
/// The conversation that held the lock ended, and the lock with it: somebody else may be changing the target by now, so this process must
/// not touch it any more, not even to undo. The next command recovers from what it observes. A conversation that held no lock ends with a
/// <see cref="KeeperConversationEndedException"/> instead.
/// </summary>
/// <param name="reason">What ended the conversation.</param>
public sealed class LockLostException(string reason) : SlipwayException(
    $"The conversation with the keeper on the target ended ({reason}), and the lock with it. Traffic was left as it is. "
    + "`Status` says what is live; the next `Deploy` or `Rollback` finishes or undoes what was under way.")
{
    /// <summary>What ended the conversation.</summary>
    public string Reason { get; } = reason;
}
