using Slipway.Routing;

namespace Slipway.Routers.Foundation;

/// <summary>What a running proxy sees at one moment.</summary>
/// <param name="Up">The admitted slots whose every replica answers the proxy's checks.</param>
/// <param name="Holding">Whether new requests wait; false for a proxy that can't let them.</param>
public sealed record ProxySight(IReadOnlySet<Slot> Up, bool Holding = false);
