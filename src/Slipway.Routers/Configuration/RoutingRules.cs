using System.Net;
using System.Text.RegularExpressions;
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

    /// <exception cref="ConfigurationValueException">A value can't stand in a configuration or command.</exception>
    public static void Endpoint(ServiceEndpoint endpoint)
    {
        Service(endpoint.Service);
        Require(ContainerName().IsMatch(endpoint.Name), "A container's name that is a DNS label (letters, digits and dashes, at most 63)", endpoint.Name);
        Require(IPAddress.TryParse(endpoint.Address, out var address) && string.Equals(address.ToString(), endpoint.Address, StringComparison.Ordinal), "An IP address", endpoint.Address);
        Port(endpoint.Port);
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

    [GeneratedRegex(@"\A/[A-Za-z0-9/._~%?=&-]{0,500}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UrlPath();
}
