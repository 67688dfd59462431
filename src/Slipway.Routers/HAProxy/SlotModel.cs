using System.Text.Json.Serialization;
using Slipway.Routing;

namespace Slipway.Routers.HAProxy;

/// <summary>What the durable configuration says of one slot: its routes, its canary's mark, and the replicas that are admitted.</summary>
internal sealed record SlotModel(IReadOnlyList<ServiceRoute> Routes, CanaryMark? Canary, IReadOnlyList<ServerName> Servers)
{
    /// <summary>What a request must bear to be shown this slot over the preview route; null (the default): nobody is shown it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PreviewToken { get; init; }

    public static SlotModel Empty { get; } = new([], null, []);

    /// <summary>The services, each once: one may have several routes.</summary>
    [JsonIgnore]
    public IEnumerable<ServiceRoute> Services =>
        Routes.DistinctBy(route => route.Service, StringComparer.Ordinal).OrderBy(route => route.Service, StringComparer.Ordinal);

    /// <summary>Each replica that a service may have, admitted or not.</summary>
    [JsonIgnore]
    public IEnumerable<(string Service, int Replica)> Places =>
        Services.SelectMany(service => Enumerable.Range(1, service.Replicas).Select(replica => (service.Service, replica)));

    public ServerName? Find(string service, int replica) =>
        Servers.FirstOrDefault(server => server.Replica == replica && string.Equals(server.Service, service, StringComparison.Ordinal));
}
