using Slipway.Routing;

namespace Slipway.Routers.Caddy;

/// <summary>What the router knows of a slot.</summary>
/// <param name="Table">The id of its <see cref="SlotTable"/>.</param>
/// <param name="Routes">In the order to try them.</param>
/// <param name="Endpoints">Each replica of each service.</param>
internal sealed record AdmittedSlot(string Table, IReadOnlyList<ServiceRoute> Routes, IReadOnlyList<ServiceEndpoint> Endpoints)
{
    /// <summary>The route by whose host and health path a service is checked.</summary>
    public ServiceRoute RouteOf(ServiceEndpoint endpoint) =>
        Routes.First(route => string.Equals(route.Service, endpoint.Service, StringComparison.Ordinal));
}
