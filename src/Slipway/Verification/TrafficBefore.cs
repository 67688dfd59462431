using Slipway.Routing;

namespace Slipway.Verification;

/// <summary>
/// What the router had counted of each slot when the run began, so that what the old version answered until the switch can be told from
/// what it has answered since the proxy started.
/// </summary>
/// <param name="router">The proxy.</param>
internal sealed class TrafficBefore(IRouter router)
{
    private readonly Dictionary<Slot, SlotStatistics> begun = [];

    /// <summary>Reads both slots. A proxy that does not run yet, or tells no statistics, has counted nothing.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (!router.Capabilities.Statistics)
        {
            return;
        }

        foreach (var slot in Enum.GetValues<Slot>())
        {
            try
            {
                begun[slot] = await router.ReadStatisticsAsync(slot, cancellationToken);
            }
            catch (RouterException)
            {
                begun.Remove(slot);
            }
        }
    }

    /// <summary>
    /// What a slot has answered since the run began; all that the proxy has counted of it where that is nothing, or where the proxy counts
    /// anew since.
    /// </summary>
    /// <param name="slot">Which of the two.</param>
    /// <param name="now">What the proxy has counted of it now.</param>
    public SlotStatistics Until(Slot slot, SlotStatistics now) =>
        begun.TryGetValue(slot, out var start) && start.Requests < now.Requests && start.Errors <= now.Errors
            ? now with { Requests = now.Requests - start.Requests, Errors = now.Errors - start.Errors }
            : now;
}
