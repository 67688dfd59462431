using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Routers.Foundation;
using Slipway.Routing;

namespace Slipway.Routers.Caddy;

/// <summary>
/// A slot as file names, which Caddy looks up for each request. Pure; its id says its content, so that a table is never changed.
/// <code>
/// routes/01/api@shop.example@,api        service, host, path prefix (a comma for each slash), in the order to try them
/// canary/cookie@tester@yes               what marks a request as one for this slot while it is the canary
/// preview/0f9c…                          the token of a request that may be shown this slot whatever the split
/// services/web/only -> …/replicas/blue/shop-web-blue@8080      the folder whose only file is named by the address of the replica
/// services/web/a7 -> …                   of several replicas: one for each of 256 draws
/// replicas/shop-web-blue@8080            all of them, for who follows their addresses
/// </code>
/// </summary>
internal sealed record SlotTable(IReadOnlyList<string> Lines)
{
    /// <summary>How many routes a slot may have.</summary>
    public const int MostRoutes = 64;

    /// <summary>How many segments a path prefix may have.</summary>
    public const int DeepestPrefix = 8;

    private const int LongestName = 255;
    private const int Draws = 256;

    /// <summary>Sixteen hexadecimal digits.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text))[..8]);

    /// <summary>A line for each file; a symbolic link has an arrow and its target.</summary>
    public string Text => string.Concat(Lines.Select(line => line + '\n'));

    /// <exception cref="ConfigurationValueException">A value can't stand in a file's name.</exception>
    /// <exception cref="RouterException">A service without an endpoint, or an endpoint without a route.</exception>
    public static SlotTable From(SlotAdmission admission)
    {
        RoutingRules.Require(admission);
        var (slot, table, endpoints) = admission;
        var routes = RoutingRules.InOrder(table);
        List<string> lines = [.. routes.Select((route, index) => Route(route, index + 1))];
        if (table.Canary is { } mark)
        {
            lines.Add(Name("canary/", mark.Source == CanaryMarkSource.Header ? "header" : "cookie", "@", mark.Name, "@", mark.Value));
        }

        if (table.PreviewToken is { } token)
        {
            lines.Add(Name("preview/", token.Reveal()));
        }

        var services = endpoints.GroupBy(endpoint => endpoint.Service, StringComparer.Ordinal);
        foreach (var service in services.OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var replicas = service.OrderBy(endpoint => endpoint.Replica).Select(Replica).ToList();
            lines.AddRange(replicas.Select(replica => $"replicas/{replica}"));
            lines.AddRange(replicas.Count == 1
                ? [Link(service.Key, "only", slot, replicas[0])]
                : Enumerable.Range(0, Draws).Select(draw =>
                    Link(service.Key, draw.ToString("x2", CultureInfo.InvariantCulture), slot, replicas[draw % replicas.Count])));
        }

        return new SlotTable(lines);
    }

    /// <summary>What Caddy can't look up of a table, whatever values that holds.</summary>
    public static IEnumerable<SpecificationFault> FindFaults(RoutingTable table)
    {
        if (table.Routes.Count > MostRoutes)
        {
            yield return new SpecificationFault("services", $"Caddy looks at {MostRoutes} routes at most, not at {table.Routes.Count}");
        }

        foreach (var route in table.Routes)
        {
            var prefix = RoutingRules.PathOf(route.Service, "route.pathPrefix");
            var segments = route.PathPrefix.TrimEnd('/').Split('/').Length - 1;
            if (segments > DeepestPrefix || route.PathPrefix.Contains('%', StringComparison.Ordinal))
            {
                yield return new SpecificationFault(
                    prefix,
                    $"Caddy compares path prefixes of at most {DeepestPrefix} segments, without percent signs, "
                    + $"and not \"{route.PathPrefix}\"");
            }

            if (string.Concat(Parts(route)) is { Length: > LongestName } name)
            {
                yield return new SpecificationFault(
                    prefix,
                    $"Caddy compares at most {LongestName} letters of service, host and path prefix together, and not {name.Length}");
            }
        }
    }

    /// <summary>The name of a replica's folder of addresses.</summary>
    public static string Replica(ServiceEndpoint endpoint) =>
        string.Create(CultureInfo.InvariantCulture, $"{endpoint.Name}@{endpoint.Port}");

    private static string Route(ServiceRoute route, int position) =>
        Name(string.Create(CultureInfo.InvariantCulture, $"routes/{position:00}/"), Parts(route));

    private static string[] Parts(ServiceRoute route) =>
        [route.Service, "@", route.Host?.ToLowerInvariant() ?? "", "@", route.PathPrefix.TrimEnd('/').Replace('/', ',')];

    private static string Link(string service, string draw, Slot slot, string replica) =>
        $"services/{service}/{draw} -> {CaddyFiles.Run}/replicas/{slot.Label()}/{replica}";

    private static string Name(string start, params ReadOnlySpan<string> parts)
    {
        var name = string.Concat(parts);
        return name.Length <= LongestName && !name.Contains('/', StringComparison.Ordinal)
            ? start + name
            : throw new ConfigurationValueException(
                $"For Caddy, a name of at most {LongestName} letters out of service, host and path prefix,", name);
    }
}
