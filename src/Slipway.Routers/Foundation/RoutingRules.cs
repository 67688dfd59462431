using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Routing;

namespace Slipway.Routers.Foundation;

/// <summary>
/// What every proxy demands of the values that it is given, and the order in which routes are tried. What passes here needs no escape in
/// any configuration, file name or command.
/// </summary>
public static partial class RoutingRules
{
    /// <summary>How many routes a slot may have.</summary>
    public const int MostRoutes = 400;

    /// <summary>How many replicas a slot may have, of all services together.</summary>
    public const int MostReplicas = 1000;

    private const string PathExpected = "A path of letters, digits and /._~-%?=& that starts with a slash, at most 501 characters,";

    /// <summary>Routes in the order to try them: those with a host first, then the longest path prefix.</summary>
    /// <exception cref="ConfigurationValueException">A value can't stand in a configuration.</exception>
    public static IReadOnlyList<ServiceRoute> InOrder(RoutingTable table)
    {
        Refuse(table.Routes.SelectMany(Problems));
        return table.InOrder();
    }

    /// <summary>What is admitted makes sense: each service that has a route has a replica, each replica a route.</summary>
    /// <exception cref="ConfigurationValueException">A value can't stand in a configuration.</exception>
    /// <exception cref="RouterException">A service without an endpoint, or an endpoint without a route.</exception>
    public static void Require(SlotAdmission admission)
    {
        var (slot, table, endpoints) = admission;
        Refuse(
            [.. table.Routes.SelectMany(Problems), .. table.Canary is { } mark ? Problems(mark) : [], .. endpoints.SelectMany(Problems)]);
        if (table.PreviewToken is { } token && !Token().IsMatch(token.Reveal()))
        {
            throw new ConfigurationValueException("A preview token of 32 hexadecimal digits in lower case", token.ToString());
        }

        var reached = endpoints.Select(endpoint => endpoint.Service);
        if (table.Routes.Select(route => route.Service).Except(reached, StringComparer.Ordinal).FirstOrDefault() is { } service)
        {
            throw new RouterException(
                $"The {slot.Label()} slot can't be admitted: it has a route to {service}, but the router was given no address of it.");
        }

        if (endpoints.FirstOrDefault(endpoint => !table.Routes.Any(route => Covers(route, endpoint))) is { } stray)
        {
            throw new RouterException(
                $"The {slot.Label()} slot can't be admitted: it has no route to replica {stray.Replica} of {stray.Service}.");
        }
    }

    /// <summary>Refuses an endpoint whose name or address could break out of a configuration.</summary>
    /// <exception cref="ConfigurationValueException">A value can't stand in a configuration or command.</exception>
    public static void Require(ServiceEndpoint endpoint) => Refuse(Problems(endpoint));

    /// <summary>Refuses a mark whose name or value could break out of a configuration.</summary>
    /// <exception cref="ConfigurationValueException">A mark can't stand in a configuration.</exception>
    public static void Require(CanaryMark mark) => Refuse(Problems(mark));

    /// <summary>What no proxy can be told, whatever values the table holds: each fault with its path in the description.</summary>
    public static IReadOnlyList<SpecificationFault> FindFaults(RoutingTable table)
    {
        var replicas = table.Routes.Sum(route => (long)route.Replicas);
        Problem?[] tooMany =
        [
            table.Routes.Count <= MostRoutes ? null : new("services", $"At most {MostRoutes} services", Text(table.Routes.Count)),
            replicas <= MostReplicas ? null : new("services", $"At most {MostReplicas} replicas of all services together", Text(replicas)),
        ];
        IEnumerable<Problem> problems =
            [.. tooMany.OfType<Problem>(), .. table.Routes.SelectMany(Problems), .. table.Canary is { } mark ? Problems(mark) : []];
        return
        [
            .. problems.Select(
                problem => new SpecificationFault(problem.Path, ConfigurationValueException.Describe(problem.What, problem.Value))),
        ];
    }

    /// <summary>Where a value of a service's route stands in the description.</summary>
    /// <param name="service">The service's name.</param>
    /// <param name="field">For example <c>route.pathPrefix</c>.</param>
    public static string PathOf(string service, string field) => $"services.{service}.{field}";

    private static bool Covers(ServiceRoute route, ServiceEndpoint endpoint) =>
        string.Equals(route.Service, endpoint.Service, StringComparison.Ordinal) && endpoint.Replica <= route.Replicas;

    private static IEnumerable<Problem> Problems(ServiceRoute route) => Failing(
        Service(route.Service),
        (route.Host is null || HostName().IsMatch(route.Host), new(PathOf(route.Service, "route.host"), "A host name", route.Host)),
        (UrlPath().IsMatch(route.PathPrefix), new(PathOf(route.Service, "route.pathPrefix"), PathExpected, route.PathPrefix)),
        (UrlPath().IsMatch(route.HealthPath), new(PathOf(route.Service, "healthPath"), PathExpected, route.HealthPath)),
        Port(route.Service, route.Port),
        (route.Replicas is >= 1 and <= 50, new(PathOf(route.Service, "replicas"), "1 to 50 replicas", Text(route.Replicas))));

    private static IEnumerable<Problem> Problems(ServiceEndpoint endpoint) => Failing(
        Service(endpoint.Service),
        (ContainerName().IsMatch(endpoint.Name),
            new(
                $"services.{endpoint.Service}",
                "A container's name that is a DNS label (letters, digits and dashes, at most 63)",
                endpoint.Name)),
        (IsAddress(endpoint.Address), new($"services.{endpoint.Service}", "An IP address", endpoint.Address)),
        Port(endpoint.Service, endpoint.Port));

    private static IEnumerable<Problem> Problems(CanaryMark mark) => Failing(
        (MarkName().IsMatch(mark.Name),
            new("canary.mark.name", "A name of letters, digits, dashes and underscores that starts with a letter, at most 64,", mark.Name)),
        (MarkValue().IsMatch(mark.Value),
            new("canary.mark.value", "A value of letters, digits and ._-, at most 128,", mark.Value)));

    private static bool IsAddress(string text) =>
        IPAddress.TryParse(text, out var address) && string.Equals(address.ToString(), text, StringComparison.Ordinal);

    private static (bool Holds, Problem Else) Service(string name) =>
        (ServiceName().IsMatch(name),
            new($"services.{name}", "A service's name of lower-case letters, digits and dashes, at most 40,", name));

    private static (bool Holds, Problem Else) Port(string service, int port) =>
        (port is >= 1 and <= 65_535, new(PathOf(service, "port"), "A port, 1 to 65535,", Text(port)));

    private static IEnumerable<Problem> Failing(params (bool Holds, Problem Else)[] rules) =>
        rules.Where(rule => !rule.Holds).Select(rule => rule.Else);

    private static void Refuse(IEnumerable<Problem> problems)
    {
        if (problems.FirstOrDefault() is { } problem)
        {
            throw new ConfigurationValueException(problem.What, problem.Value);
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Problem(string Path, string What, string? Value);

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

    [GeneratedRegex(@"\A[0-9a-f]{32}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();

    [GeneratedRegex(@"\A/[A-Za-z0-9/._~%?=&-]{0,500}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UrlPath();
}
