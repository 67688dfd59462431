namespace Slipway.Verification;

/// <summary>
/// The published site does not answer with the version that should be live, when nothing is released that could be undone for that.
/// </summary>
/// <param name="address">What was asked.</param>
/// <param name="version">The version that was expected.</param>
/// <param name="observed">What was observed instead.</param>
public sealed class LiveSiteException(Uri address, string version, string observed) : SlipwayException(
    $"{address} was expected to answer version {version}; observed: {observed}. "
    + "`Status` says what is live; `Rollback` brings the release before it back.")
{
    /// <summary>What was asked.</summary>
    public Uri Address { get; } = address;

    /// <summary>The version that was expected.</summary>
    public string Version { get; } = version;

    /// <summary>What was observed instead.</summary>
    public string Observed { get; } = observed;
}
