namespace Slipway.Applications;

/// <summary>How the application is reached from outside.</summary>
public sealed record RouterSettings
{
    /// <summary>Which proxy. Default HAProxy.</summary>
    public RouterKind Kind { get; init; } = RouterKind.HAProxy;

    /// <summary>The host's port that the proxy publishes, 1 to 65535. Default 8080.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>The host's address that the proxy listens on. Default all addresses.</summary>
    public string Address { get; init; } = "0.0.0.0";

    /// <summary>TLS beside plain HTTP; null (the default) for none.</summary>
    public TlsSettings? Tls { get; init; }
}
