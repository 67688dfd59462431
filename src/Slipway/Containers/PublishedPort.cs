namespace Slipway.Containers;

/// <summary>A TCP port of the host that leads to a port of the container.</summary>
/// <param name="HostPort">1 to 65535.</param>
/// <param name="ContainerPort">1 to 65535.</param>
/// <param name="HostAddress">The host's address to listen on. Default all addresses.</param>
public sealed record PublishedPort(int HostPort, int ContainerPort, string HostAddress = "0.0.0.0");
