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
}
