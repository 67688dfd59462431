namespace Slipway.Applications;

/// <summary>TLS at the edge.</summary>
/// <param name="Certificate">PEM: the certificate, its chain, and the private key.</param>
/// <param name="Port">The host's port that the proxy publishes for it, 1 to 65535. Default 8443.</param>
public sealed record TlsSettings(Secret Certificate, int Port = 8443);
