using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Routers.Foundation;
using Slipway.Routing;
using static Slipway.Routers.Traefik.DynamicFile;

namespace Slipway.Routers.Traefik;

/// <summary>From what the router was told to the file of Traefik's file provider. Pure; the same input gives the same bytes.</summary>
internal static class TraefikConfiguration
{
    /// <summary>Traefik takes JSON for YAML, which it is.</summary>
    public const string Path = ProxyImage.Folder + "/dynamic/slipway.yml";

    /// <summary>Back quotes and ampersands of rules stay what they are, for who reads the file; it is never a part of a web page.</summary>
    private static readonly DynamicFileJson Json = new(
        new JsonSerializerOptions(DynamicFileJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Between the client and this proxy alone: a header that is set to nothing is taken away.</summary>
    private static readonly IReadOnlyDictionary<string, string> NoPreview =
        new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [Preview.Header] = "", [Preview.TokenHeader] = "", [OwnRequest.Header] = "",
        };

    private static readonly TlsPart Certificates = new(new Dictionary<string, TlsStore>(StringComparer.Ordinal)
    {
        ["default"] = new(new(EdgeCertificate.Path, EdgeCertificate.Path)),
    });

    private const string Origin = "# slipway: ";
    private const string Pages = "pages";
    private const string Transport = "one-request";
    private const string NoRoute = "page-route";
    private const string Unmarked = "unmarked";
    private const int PreviewPriority = 2000;
    private const int CanaryPriority = 1000;
    private const int MaintenancePriority = 9000;

    /// <summary>What Traefik is asked for to see that it has read a file: the name of something in it that nothing else uses.</summary>
    public static string Mark(DurableState state) =>
        $"read-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state.ToJson()))[..8])}";

    /// <summary>What the file was made from stands in its first line, so that both are replaced by one rename.</summary>
    /// <exception cref="RouterException">The file is not one that Slipway wrote.</exception>
    public static DurableState Parse(string file) => file.StartsWith(Origin, StringComparison.Ordinal)
        ? DurableState.FromJson(file[Origin.Length..file.IndexOf('\n', StringComparison.Ordinal)])
        : throw new RouterException(
            "The router's durable configuration is not one that Slipway wrote: its first comment is missing. `Reset` starts anew.");

    /// <param name="state">What the router was told.</param>
    /// <param name="tls">Whether there is a certificate.</param>
    /// <exception cref="ConfigurationValueException">A value can't stand in a configuration.</exception>
    public static string Render(DurableState state, bool tls)
    {
        var routers = new SortedDictionary<string, HttpRouter>(StringComparer.Ordinal)
        {
            ["rest"] = new(TraefikRules.Everything, 1, Pages, [state.Split == Split.None ? "page-release" : NoRoute]),
        };
        var services = new SortedDictionary<string, HttpService>(StringComparer.Ordinal)
        {
            [Pages] = new() { LoadBalancer = new([new("http://127.0.0.1:8091")], Transport) },
        };
        foreach (var (label, admitted) in state.Slots)
        {
            Admit(label, admitted, routers, services);
        }

        Live(state, routers, services);
        if (state.Maintenance)
        {
            routers["maintenance"] = new(TraefikRules.Everything, MaintenancePriority, Pages, ["page-maintenance"]);
        }

        var middlewares = new SortedDictionary<string, Middleware>(StringComparer.Ordinal)
        {
            ["page-maintenance"] = new() { ReplacePath = new("/maintenance") },
            ["page-release"] = new() { ReplacePath = new("/release") },
            [NoRoute] = new() { ReplacePath = new("/route") },
            [Unmarked] = new() { Headers = new() { CustomRequestHeaders = NoPreview } },
            ["slot-blue"] = Answered(Slot.Blue),
            ["slot-green"] = Answered(Slot.Green),
            [Mark(state)] = new() { ReplacePath = new("/") },
        };
        // A connection a request: one that is kept may be closed by the container at the instant it is used again.
        var transports = new Dictionary<string, ServersTransport>(StringComparer.Ordinal) { [Transport] = new(-1, new("2s")) };
        var file = new DynamicFile(new HttpPart(routers, services, middlewares, transports))
        {
            Tls = tls ? Certificates : null,
        };
        return $"{Origin}{state.ToJson().ReplaceLineEndings("")}\n" + JsonSerializer.Serialize(file, Json.DynamicFile) + "\n";
    }

    /// <summary>The slot's services, and the routers by which the preview header reaches them.</summary>
    private static void Admit(
        string label, AdmittedSlot admitted, SortedDictionary<string, HttpRouter> routers, SortedDictionary<string, HttpService> services)
    {
        var routes = RoutingRules.InOrder(new RoutingTable(admitted.Routes));
        foreach (var replicas in admitted.Endpoints.GroupBy(endpoint => endpoint.Service, StringComparer.Ordinal))
        {
            var route = routes.First(route => string.Equals(route.Service, replicas.Key, StringComparison.Ordinal));
            services[$"{replicas.Key}-{label}"] = new()
            {
                LoadBalancer = new([.. replicas.OrderBy(endpoint => endpoint.Replica).Select(Url)], Transport)
                {
                    HealthCheck = new(route.HealthPath, "1s", $"{route.HealthTimeout.TotalMilliseconds:0}ms", route.Host ?? route.Service),
                },
            };
        }

        if (admitted.PreviewToken is not { } token)
        {
            return;
        }

        foreach (var (route, index) in routes.Select((route, index) => (route, index)))
        {
            routers[Name("preview", label, index)] = new(
                $"{TraefikRules.Previewed(label, token)} && {TraefikRules.Of(route.Host, route.PathPrefix)}",
                PreviewPriority + routes.Count - index,
                $"{route.Service}-{label}",
                [$"slot-{label}"]);
        }

        routers[$"preview-{label}-rest"] = new(TraefikRules.Previewed(label, token), PreviewPriority, Pages, [NoRoute]);
    }

    /// <summary>
    /// The routes of every slot that gets traffic. A route that only one slot has is shared all the same: the other slot's part goes where
    /// that slot's own routes would send it.
    /// </summary>
    private static void Live(
        DurableState state, SortedDictionary<string, HttpRouter> routers, SortedDictionary<string, HttpService> services)
    {
        var reached = state.Slots.Where(pair => SlotExtensions.Parse(pair.Key) is { } slot && state.Split.Share(slot) > 0).ToList();
        var places = RoutingRules.InOrder(new RoutingTable([.. reached.SelectMany(pair => pair.Value.Routes)]))
            .DistinctBy(route => (route.Host?.ToUpperInvariant(), route.PathPrefix.TrimEnd('/'))).ToList();
        foreach (var (place, index) in places.Select((place, index) => (place, index)))
        {
            var parts = reached.Select(pair => (pair.Key, Target: Target(pair.Value, place, pair.Key), Weight: state.Share[pair.Key]))
                .ToList();
            var name = Name("live", "route", index);
            var rule = TraefikRules.Of(place.Host, place.PathPrefix);
            if (parts is [var only])
            {
                routers[name] = only.Target is null
                    ? new(rule, 2 + places.Count - index, Pages, [NoRoute])
                    : new(rule, 2 + places.Count - index, only.Target, [$"slot-{only.Key}"]);
                continue;
            }

            services[name] = new() { Weighted = new([.. parts.Select(part => new WeightedService(part.Target ?? Pages, part.Weight))]) };
            routers[name] = new(rule, 2 + places.Count - index, name, [Unmarked]);
        }

        if (state.Canary is { } canary && state.Slots.TryGetValue(canary, out var marked) && marked.Mark is { } mark)
        {
            var routes = RoutingRules.InOrder(new RoutingTable(marked.Routes));
            routers[$"canary-{canary}-rest"] = new(TraefikRules.Marked(mark), CanaryPriority, Pages, [NoRoute]);
            foreach (var (route, index) in routes.Select((route, index) => (route, index)))
            {
                routers[Name("canary", canary, index)] = new(
                    $"{TraefikRules.Marked(mark)} && {TraefikRules.Of(route.Host, route.PathPrefix)}",
                    CanaryPriority + routes.Count - index,
                    $"{route.Service}-{canary}",
                    [$"slot-{canary}"]);
            }
        }
    }

    /// <summary>Where a slot's own routes send what belongs to this place; null: nowhere.</summary>
    private static string? Target(AdmittedSlot admitted, ServiceRoute place, string label) =>
        RoutingRules.InOrder(new RoutingTable(admitted.Routes))
        .FirstOrDefault(route => (route.Host is null || string.Equals(route.Host, place.Host, StringComparison.OrdinalIgnoreCase))
            && (place.PathPrefix.TrimEnd('/') + "/").StartsWith(route.PathPrefix.TrimEnd('/') + "/", StringComparison.Ordinal)) is { } route
        ? $"{route.Service}-{label}"
        : null;

    /// <summary>By name, which Traefik looks up for each connection: a container that restarts elsewhere is found again.</summary>
    private static Server Url(ServiceEndpoint endpoint)
    {
        RoutingRules.Require(endpoint);
        return new Server(string.Create(CultureInfo.InvariantCulture, $"http://{endpoint.Name}:{endpoint.Port}"));
    }

    private static Middleware Answered(Slot slot) =>
        new()
        {
            Headers = new()
            {
                CustomRequestHeaders = NoPreview,
                CustomResponseHeaders = new Dictionary<string, string>(StringComparer.Ordinal) { [Preview.Header] = slot.Label() },
            },
        };

    private static string Name(string kind, string label, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}-{label}-{index:00}");
}
