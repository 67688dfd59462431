using Slipway.Keeper;
using Slipway.Routing;

namespace Slipway.Verification;

/// <summary>
/// What the router had counted of the old slot when the run began, so that what the old version answered until the switch can be told from
/// what it has answered since the proxy started.
/// </summary>
/// <param name="router">The proxy.</param>
/// <param name="old">The slot that the traffic leaves.</param>
internal sealed class TrafficBefore(IRouter router, Slot old)
{
    private SlotStatistics? begun;

    /// <summary>Reads the old slot. A proxy that does not run yet, or tells no statistics, has counted nothing.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task BeginAsync(CancellationToken cancellationToken) => begun = await TryReadAsync(cancellationToken);

    /// <summary>
    /// What the old slot has answered since; all that the proxy has counted of it where that is nothing, or where the proxy counts anew
    /// since. Null where the router does not tell.
    /// </summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<TrafficSample?> EndAsync(CancellationToken cancellationToken) =>
        await TryReadAsync(cancellationToken) is not { } now ? null
        : begun is { } start && TrafficSample.Between(start, now) is { Requests: > 0 } since ? since
        : TrafficSample.Of(now);

    private async Task<SlotStatistics?> TryReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return router.Capabilities.Statistics ? await router.ReadStatisticsAsync(old, cancellationToken) : null;
        }
        catch (SlipwayException error) when (error is not LockLostException)
        {
            return null;
        }
    }
}
