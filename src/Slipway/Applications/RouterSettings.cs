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

    /// <summary>
    /// How large the head of a request may be at least, its first line and all headers together, in kB of 1,024 bytes: 64 to 1,000. Default
    /// 64. What docs/routers.md says of it: what it costs, and how another value comes into force.
    /// </summary>
    public int MaxRequestHeadKilobytes { get; init; } = DefaultRequestHeadKilobytes;

    /// <summary>64.</summary>
    internal const int DefaultRequestHeadKilobytes = 64;

    /// <summary>TLS beside plain HTTP; null (the default) for none.</summary>
    public TlsSettings? Tls { get; init; }
}
