namespace Slipway.Plans;

/// <summary>What a rollback is asked for.</summary>
public sealed record RollbackRequest
{
    /// <summary>The release's number, 1 or more; null (the default) for the last good one.</summary>
    public int? ToRelease { get; init; }

    /// <summary>
    /// Whether today's description may stand in for that of a release which was recorded without one and whose containers are gone. Default
    /// false: such a release does not come back.
    /// </summary>
    public bool WithCurrentDescription { get; init; }

    /// <summary>
    /// Whether it gets the newest version of each secret, for one that has leaked. Its containers are made anew then where they have
    /// another one. Default false: it comes back with the secrets that it had.
    /// </summary>
    public bool WithCurrentSecrets { get; init; }

    /// <summary>Who asks for it: user and machine.</summary>
    public required string By { get; init; }
}
