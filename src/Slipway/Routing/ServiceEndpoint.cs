namespace Slipway.Routing;

/// <summary>Where one replica of a service of a slot answers, inside the application's network.</summary>
/// <param name="Service">The service's name.</param>
/// <param name="Replica">1 to <see cref="ServiceRoute.Replicas"/>.</param>
/// <param name="Name">The container's name, which the network resolves also after a restart gave it another address.</param>
/// <param name="Address">The address it has now, from live inspection.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record ServiceEndpoint(string Service, int Replica, string Name, string Address, int Port);
