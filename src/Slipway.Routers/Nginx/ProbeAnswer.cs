namespace Slipway.Routers.Nginx;

/// <summary>What the proxy saw of replicas that are not up, by container.</summary>
internal sealed record ProbeAnswer(IReadOnlyDictionary<string, string> Down);
