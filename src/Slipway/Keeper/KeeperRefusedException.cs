namespace Slipway.Keeper;

/// <summary>The keeper could not do what it was asked: the disk is full, or the lock is not held. The conversation goes on.</summary>
/// <param name="reason">The keeper's own words.</param>
public sealed class KeeperRefusedException(string reason) : SlipwayException($"The keeper on the target refused: {reason}")
{
    /// <summary>The keeper's own words.</summary>
    public string Reason { get; } = reason;
}
