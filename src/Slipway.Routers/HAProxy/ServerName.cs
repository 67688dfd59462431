namespace Slipway.Routers.HAProxy;

/// <summary>Where the network's own name service finds a replica of a service of a slot.</summary>
/// <param name="Service">The service's name.</param>
/// <param name="Replica">1 for the first.</param>
/// <param name="Container">The container's name.</param>
/// <param name="Port">1 to 65535.</param>
internal sealed record ServerName(string Service, int Replica, string Container, int Port);
