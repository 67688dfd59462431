namespace Slipway.Routing;

/// <summary>How the application is reached from outside.</summary>
public sealed record RouterSettings
{
    /// <summary>The host's port that the proxy publishes, 1 to 65535. Default 8080.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>The host's address that the proxy listens on. Default all addresses.</summary>
    public string Address { get; init; } = "0.0.0.0";
}
