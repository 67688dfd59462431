using Slipway.Routing;

namespace Slipway.Routers.Foundation;

/// <summary>
/// All that a proxy is to know of a slot. It has passed <see cref="RoutingRules.Require(SlotAdmission)"/> when a router gets it.
/// </summary>
/// <param name="Slot">The slot.</param>
/// <param name="Table">Its routes and its canary's mark.</param>
/// <param name="Endpoints">Each replica of each service.</param>
public sealed record SlotAdmission(Slot Slot, RoutingTable Table, IReadOnlyList<ServiceEndpoint> Endpoints);
