namespace Slipway.Routing;

/// <summary>A service as the router sees it.</summary>
/// <param name="Service">The service's name.</param>
/// <param name="Host">Host header to match, without port; null matches any.</param>
/// <param name="PathPrefix">Path prefix to match, starts with a slash.</param>
/// <param name="Port">The port that the service listens on inside its container.</param>
/// <param name="HealthPath">The path that the router's own health check asks, starts with a slash.</param>
/// <param name="Replicas">How many containers of it there may be, 1 to 50.</param>
public sealed record ServiceRoute(string Service, string? Host, string PathPrefix, int Port, string HealthPath, int Replicas = 1);
