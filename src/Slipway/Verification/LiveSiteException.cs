namespace Slipway.Verification;

/// <summary>
/// The published site does not answer with the version that should be live, when nothing is released that could be undone for that.
/// </summary>
/// <param name="address">What was asked.</param>
/// <param name="version">The version that was expected.</param>
/// <param name="observed">What was observed instead.</param>
/// <param name="isUnreachable">Whether nothing answered at all; default no.</param>
public sealed class LiveSiteException(Uri address, string version, string observed, bool isUnreachable = false) : SlipwayException(
    $"{address} was expected to answer version {version}; observed: {observed}. {MendOf(isUnreachable)}")
{
    /// <summary>What was asked.</summary>
    public Uri Address { get; } = address;

    /// <summary>The version that was expected.</summary>
    public string Version { get; } = version;

    /// <summary>What was observed instead.</summary>
    public string Observed { get; } = observed;

    /// <summary>Whether nothing answered at all: then it may be the way there, and not what is live.</summary>
    public bool IsUnreachable { get; } = isUnreachable;

    private static string MendOf(bool isUnreachable) => isUnreachable
        ? "`Status` says what is live and whether it is served. Where it is, this machine has no way there: `--public-address` says by "
            + "which address it has one."
        : "`Status` says what is live; `Rollback` brings the release before it back.";
}
