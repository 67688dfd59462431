namespace Slipway.Applications;

/// <summary>TLS at the edge.</summary>
/// <param name="Certificate">
/// PEM: the certificate, its chain, and the private key. Null where it is missing: a deploy is refused then, and every other command leaves
/// the one alone that the proxy has.
/// </param>
/// <param name="Port">The host's port that the proxy publishes for it, 1 to 65535. Default 8443.</param>
public sealed record TlsSettings(Secret? Certificate, int Port = 8443);
