using Slipway.Routing;

namespace Slipway.Routers.Foundation;

/// <summary>What the router knows of a slot.</summary>
/// <param name="Routes">In the order to try them.</param>
/// <param name="Mark">What marks a request as one for this slot while it is the canary; null: nothing does.</param>
/// <param name="Endpoints">Each replica of each service.</param>
public sealed record AdmittedSlot(IReadOnlyList<ServiceRoute> Routes, CanaryMark? Mark, IReadOnlyList<ServiceEndpoint> Endpoints)
{
    /// <summary>What a request must bear to be shown this slot over the preview route; null (the default): nobody is shown it.</summary>
    public string? PreviewToken { get; init; }

    /// <summary>What an admission makes of a slot.</summary>
    /// <exception cref="ConfigurationValueException">A value can't stand in a configuration.</exception>
    /// <exception cref="RouterException">A service without an endpoint, or an endpoint without a route.</exception>
    public static AdmittedSlot From(SlotAdmission admission)
    {
        RoutingRules.Require(admission);
        return new AdmittedSlot(RoutingRules.InOrder(admission.Table), admission.Table.Canary, admission.Endpoints)
        {
            PreviewToken = admission.Table.PreviewToken?.Reveal(),
        };
    }

    /// <summary>The route by whose host and health path a replica is checked.</summary>
    public ServiceRoute RouteOf(ServiceEndpoint endpoint) =>
        Routes.First(route => string.Equals(route.Service, endpoint.Service, StringComparison.Ordinal));
}
