using Slipway.Routing;

namespace Slipway.Routers.State;

/// <summary>What the router knows of a slot.</summary>
/// <param name="Routes">In the order to try them.</param>
/// <param name="Mark">What marks a request as one for this slot while it is the canary.</param>
/// <param name="Endpoints">Each replica of each service.</param>
internal sealed record AdmittedSlot(IReadOnlyList<ServiceRoute> Routes, CanaryMark? Mark, IReadOnlyList<ServiceEndpoint> Endpoints);
