using System.Text.Json.Serialization;
using Slipway.Applications;

namespace Slipway.Routing;

/// <summary>A service as the router sees it.</summary>
/// <param name="Service">The service's name.</param>
/// <param name="Host">Host header to match, without port; null matches any.</param>
/// <param name="PathPrefix">Path prefix to match, starts with a slash.</param>
/// <param name="Port">The port that the service listens on inside its container.</param>
/// <param name="HealthPath">The path that the router's own health check asks, starts with a slash.</param>
/// <param name="Replicas">How many containers of it there may be, 1 to 50.</param>
public sealed record ServiceRoute(string Service, string? Host, string PathPrefix, int Port, string HealthPath, int Replicas = 1)
{
    private static readonly TimeSpan DefaultTimeout = new Timeouts().HealthAnswer;

    /// <summary>
    /// How long one answer to the router's own health check may take, in milliseconds, 100 to 10,000. Null (the default): 3000. What a
    /// router was told by an earlier version of Slipway says nothing of it.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? HealthMilliseconds { get; init; }

    /// <summary>The same as a time.</summary>
    [JsonIgnore]
    public TimeSpan HealthTimeout => HealthMilliseconds is { } limit ? TimeSpan.FromMilliseconds(limit) : DefaultTimeout;

    /// <summary>The same route, with this much time for one answer to a health check.</summary>
    /// <param name="timeout">As <see cref="Timeouts.HealthAnswer"/>.</param>
    internal ServiceRoute Within(TimeSpan timeout) =>
        this with { HealthMilliseconds = timeout == DefaultTimeout ? null : (int)timeout.TotalMilliseconds };

    /// <summary>What a description says of a service to a router.</summary>
    /// <param name="service">The service.</param>
    internal static ServiceRoute Of(Service service) =>
        new(service.Name, service.Route.Host, service.Route.PathPrefix, service.Port, service.HealthPath, service.Replicas);

    /// <summary>
    /// Whether a request may go here. A prefix ends at a slash: <c>/api</c> covers <c>/api</c> and <c>/api/x</c>, not <c>/api-x</c>.
    /// </summary>
    /// <param name="host">The host name that is asked for, without port; null for one that no route names.</param>
    /// <param name="path">The path that is asked for, with or without a query.</param>
    public bool Covers(string? host, string path) =>
        (Host is null || string.Equals(Host, host, StringComparison.OrdinalIgnoreCase))
        && $"{path.Split('?')[0]}/".StartsWith($"{PathPrefix.TrimEnd('/')}/", StringComparison.Ordinal);
}
