namespace Slipway.Routing;

/// <summary>Which request goes to which service. The longest matching path prefix wins; a route with a host wins over one without.</summary>
public sealed record RoutingTable(IReadOnlyList<ServiceRoute> Routes);
