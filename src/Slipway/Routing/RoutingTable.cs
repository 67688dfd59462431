using Slipway.Applications;

namespace Slipway.Routing;

/// <summary>
/// Which request goes to which service of a slot. The longest matching path prefix wins; a route with a host wins over one without. Each
/// slot has its own, so that routes change at the same instant as the services behind them.
/// </summary>
/// <param name="Routes">Every service of the slot that answers requests; no two with the same host and prefix.</param>
public sealed record RoutingTable(IReadOnlyList<ServiceRoute> Routes)
{
    /// <summary>What marks a request as one for the canary while this slot is <see cref="Split.Canary"/>; null: nothing does.</summary>
    public CanaryMark? Canary { get; init; }

    /// <summary>
    /// What a request must bear to be shown this slot over the preview route: 32 hexadecimal digits in lower case. Null (the default): the
    /// slot is shown to nobody.
    /// </summary>
    public Secret? PreviewToken { get; init; }

    /// <summary>What a description says to a router: the routes of a slot in which each service has all its replicas.</summary>
    /// <param name="application">The description.</param>
    public static RoutingTable Of(Application application) =>
        new([.. application.Services.Select(ServiceRoute.Of)]) { Canary = CanaryMark.Of(application) };

    /// <summary>The routes in the order to try them: those with a host first, then the longest path prefix.</summary>
    public IReadOnlyList<ServiceRoute> InOrder() =>
    [
        .. Routes
            .OrderBy(route => route.Host is null)
            .ThenByDescending(route => route.PathPrefix.TrimEnd('/').Length)
            .ThenBy(route => route.Host, StringComparer.Ordinal)
            .ThenBy(route => route.PathPrefix, StringComparer.Ordinal)
            .ThenBy(route => route.Service, StringComparer.Ordinal),
    ];

    /// <summary>The route that a request goes by; null: none.</summary>
    /// <param name="host">The host name that is asked for, without port; null for one that no route names.</param>
    /// <param name="path">The path that is asked for, with or without a query.</param>
    public ServiceRoute? Find(string? host, string path) => InOrder().FirstOrDefault(route => route.Covers(host, path));
}
