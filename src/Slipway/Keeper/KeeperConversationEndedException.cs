namespace Slipway.Keeper;

/// <summary>A conversation with the keeper that held no lock ended: whoever holds the lock still does. Another one can be opened.</summary>
/// <param name="reason">What ended the conversation.</param>
public sealed class KeeperConversationEndedException(string reason) : SlipwayException(
    $"The conversation with the keeper on the target ended ({reason}). Run the command again.")
{
    /// <summary>What ended the conversation.</summary>
    public string Reason { get; } = reason;
}
