namespace Slipway.Routing;

/// <summary>What a proxy does at one moment.</summary>
/// <param name="Running">Whether the proxy runs and answers.</param>
/// <param name="Split">The split in force; <see cref="Split.None"/> before the first release.</param>
/// <param name="Up">The slots that are admitted and whose every admitted replica the proxy's own checks see up.</param>
/// <param name="Maintenance">Whether the maintenance page is on.</param>
public sealed record RouterState(bool Running, Split Split, IReadOnlySet<Slot> Up, bool Maintenance)
{
    /// <summary>Where it is published, when that is not where it is described; null (the default) when it is.</summary>
    public PublicationDrift? Drift { get; init; }

    /// <summary>How much longer new requests wait before they see the maintenance page; null (the default): not at all.</summary>
    public TimeSpan? Queue { get; init; }

    /// <summary>Whether a certificate is given and the proxy has another one; false (the default) when none is given.</summary>
    public bool CertificateRenewed { get; init; }

    /// <summary>Whether TLS is described, no certificate is given, and the proxy has none either; false (the default) else.</summary>
    public bool CertificateMissing { get; init; }

    /// <summary>No proxy runs, so no request reaches the application, whatever the proxy was told before.</summary>
    public static RouterState NotRunning { get; } = new(false, Split.None, new HashSet<Slot>(), false);
}
