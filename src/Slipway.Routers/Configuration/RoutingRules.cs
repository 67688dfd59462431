using System.Net;
using System.Text.RegularExpressions;
using Slipway.Releases;
using Slipway.Routing;

namespace Slipway.Routers.Configuration;

/// <summary>What every proxy demands of the values it is given, and the order in which routes are tried.</summary>
public static partial class RoutingRules
{
    /// <summary>Routes in the order to try them: those with a host first, then the longest path prefix.</summary>
    /// <exception cref="ConfigurationValueException">A value can't stand in a configuration.</exception>
    public static IReadOnlyList<ServiceRoute> InOrder(RoutingTable table)
    {
        foreach (var route in table.Routes)
        {
            Service(route.Service);
            Require(route.Host is null || HostName().IsMatch(route.Host), "A host name", route.Host);
            Require(UrlPath().IsMatch(route.PathPrefix), "A path that starts with a slash", route.PathPrefix);
            Require(UrlPath().IsMatch(route.HealthPath), "A path that starts with a slash", route.HealthPath);
            Port(route.Port);
            Require(route.Replicas is >= 1 and <= 50, "1 to 50 replicas", $"{route.Replicas}");
        }

        return
        [
            .. table.Routes
                .OrderBy(route => route.Host is null)
                .ThenByDescending(route => route.PathPrefix.TrimEnd('/').Length)
                .ThenBy(route => route.Host, StringComparer.Ordinal)
                .ThenBy(route => route.PathPrefix, StringComparer.Ordinal)
                .ThenBy(route => route.Service, StringComparer.Ordinal),
        ];
    }

    /// <summary>What is admitted makes sense: each service that has a route has a replica, each replica a route.</summary>
    /// <exception cref="ConfigurationValueException">A value can't stand in a configuration.</exception>
    /// <exception cref="RouterException">A service without an endpoint, or an endpoint without a route.</exception>
    public static void Admission(Slot slot, RoutingTable table, IReadOnlyList<ServiceEndpoint> endpoints)
    {
        InOrder(table);
        if (table.Canary is { } mark)
        {
            Mark(mark);
        }

        foreach (var endpoint in endpoints)
        {
            Endpoint(endpoint);
        }

        foreach (var service in table.Routes.Select(route => route.Service).Except(endpoints.Select(endpoint => endpoint.Service), StringComparer.Ordinal))
        {
            throw new RouterException($"The {slot.Label()} slot can't be admitted: it has a route to {service}, but the router was given no address of it.");
        }

        foreach (var endpoint in endpoints.Where(endpoint => !table.Routes.Any(route => string.Equals(route.Service, endpoint.Service, StringComparison.Ordinal) && endpoint.Replica <= route.Replicas)))
        {
            throw new RouterException($"The {slot.Label()} slot can't be admitted: it has no route to replica {endpoint.Replica} of {endpoint.Service}.");
        }
    }

    /// <exception cref="ConfigurationValueException">A value can't stand in a configuration or command.</exception>
    public static void Endpoint(ServiceEndpoint endpoint)
    {
        Service(endpoint.Service);
        Require(ContainerName().IsMatch(endpoint.Name), "A container's name that is a DNS label (letters, digits and dashes, at most 63)", endpoint.Name);
        Require(IPAddress.TryParse(endpoint.Address, out var address) && string.Equals(address.ToString(), endpoint.Address, StringComparison.Ordinal), "An IP address", endpoint.Address);
        Port(endpoint.Port);
    }

    /// <exception cref="ConfigurationValueException">A mark can't stand in a configuration.</exception>
    public static void Mark(CanaryMark mark)
    {
        Require(MarkName().IsMatch(mark.Name), "A header's or cookie's name of letters, digits, dashes and underscores, at most 64,", mark.Name);
        Require(MarkValue().IsMatch(mark.Value), "A canary mark's value of letters, digits and ._-, at most 128,", mark.Value);
    }

    private static void Service(string name) => Require(ServiceName().IsMatch(name), "A service's name of lower-case letters, digits and dashes", name);

    private static void Port(int port) => Require(port is >= 1 and <= 65_535, "A port, 1 to 65535,", $"{port}");

    private static void Require(bool holds, string what, string? value)
    {
        if (!holds)
        {
            throw new ConfigurationValueException(what, value);
        }
    }

    [GeneratedRegex(@"\A[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ServiceName();

    [GeneratedRegex(@"\A[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HostName();

    [GeneratedRegex(@"\A[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ContainerName();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_-]{0,63}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MarkName();

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,128}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MarkValue();

    [GeneratedRegex(@"\A/[A-Za-z0-9/._~%?=&-]{0,500}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UrlPath();
}
