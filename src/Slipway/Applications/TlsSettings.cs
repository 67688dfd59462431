using System.Runtime.CompilerServices;

namespace Slipway.Applications;

/// <summary>TLS at the edge.</summary>
/// <param name="Certificate">
/// PEM: the certificate, its chain, and the private key. Null where it is missing: a deploy is refused then, and every other command leaves
/// the one alone that the proxy has.
/// </param>
/// <param name="Port">The host's port that the proxy publishes for it, 1 to 65535. Default 8443.</param>
/// <param name="GivenBy">The expression that the certificate comes from, which the compiler fills in.</param>
public sealed record TlsSettings(
    Secret? Certificate, int Port = 8443, [CallerArgumentExpression(nameof(Certificate))] string? GivenBy = null)
{
    /// <summary>By what whoever deploys gives the certificate, as of <see cref="SecretFile.GivenBy"/>; null where nobody knows.</summary>
    public string? GivenBy { get; init; } = ValueSource.Of(GivenBy);
}
