using System.Text.Json.Serialization;

namespace Slipway.Routers.Traefik;

/// <summary>The file of Traefik's file provider, as far as Slipway writes it. The names are Traefik's own.</summary>
internal sealed record DynamicFile(DynamicFile.HttpPart Http)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TlsPart? Tls { get; init; }

    public sealed record HttpPart(
        IReadOnlyDictionary<string, HttpRouter> Routers,
        IReadOnlyDictionary<string, HttpService> Services,
        IReadOnlyDictionary<string, Middleware> Middlewares,
        IReadOnlyDictionary<string, ServersTransport> ServersTransports);

    /// <param name="Rule">Which requests.</param>
    /// <param name="Priority">The highest of those whose rule matches wins.</param>
    /// <param name="Service">Where they go.</param>
    /// <param name="Middlewares">What is done on the way.</param>
    public sealed record HttpRouter(string Rule, int Priority, string Service, IReadOnlyList<string> Middlewares);

    public sealed record HttpService
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public LoadBalancer? LoadBalancer { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public Weighted? Weighted { get; init; }
    }

    public sealed record LoadBalancer(IReadOnlyList<Server> Servers, string ServersTransport)
    {
        public bool PassHostHeader { get; init; } = true;

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public HealthCheck? HealthCheck { get; init; }
    }

    public sealed record Server(string Url);

    public sealed record HealthCheck(string Path, string Interval, string Timeout, string Hostname);

    public sealed record Weighted(IReadOnlyList<WeightedService> Services);

    public sealed record WeightedService(string Name, int Weight);

    public sealed record Middleware
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public Headers? Headers { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public ReplacePath? ReplacePath { get; init; }
    }

    public sealed record Headers
    {
        public required IReadOnlyDictionary<string, string> CustomRequestHeaders { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyDictionary<string, string>? CustomResponseHeaders { get; init; }
    }

    public sealed record ReplacePath(string Path);

    /// <param name="MaxIdleConnsPerHost">Below 0: no connection is kept.</param>
    /// <param name="ForwardingTimeouts">How long a connection may take to be made.</param>
    public sealed record ServersTransport(int MaxIdleConnsPerHost, ForwardingTimeouts ForwardingTimeouts);

    public sealed record ForwardingTimeouts(string DialTimeout);

    public sealed record TlsPart(IReadOnlyDictionary<string, TlsStore> Stores);

    public sealed record TlsStore(TlsCertificate DefaultCertificate);

    public sealed record TlsCertificate(string CertFile, string KeyFile);
}
