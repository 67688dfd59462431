using Slipway.Releases;

namespace Slipway.Routing;

/// <summary>
/// The proxy before the application. One router serves one application; it holds the addresses of both slots and the split between them.
/// Nothing here may close a listening socket or lose a request that is under way.
/// </summary>
public interface IRouter : IAsyncDisposable
{
    /// <summary>The port that every router listens on inside its container, where probes of the application's network reach it.</summary>
    const int InnerPort = 8080;

    RouterCapabilities Capabilities { get; }

    /// <summary>
    /// Starts the proxy if it does not run and brings its routes to <paramref name="table"/>. The split and the admitted addresses stay.
    /// Throws <see cref="RouterException"/> when the proxy refuses the configuration; the one in force then stays.
    /// </summary>
    Task EnsureAsync(RoutingTable table, CancellationToken cancellationToken);

    /// <summary>What the running proxy does now. A proxy that does not run or was never set up is reported as such, not thrown.</summary>
    Task<RouterState> ObserveAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Tells the proxy where the services of a slot are and returns once its own health checks see every one of them up.
    /// Sends no traffic there but that of the preview route. Throws <see cref="RouterException"/> when
    /// <paramref name="patience"/> ran out, naming the service and what the proxy saw.
    /// </summary>
    Task AdmitAsync(Slot slot, IReadOnlyList<ServiceEndpoint> endpoints, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>Returns once every new request follows <paramref name="split"/>; durable before it returns. Requests under way stay where they are.</summary>
    Task ShiftAsync(Split split, CancellationToken cancellationToken);

    /// <summary>Requests of a slot that are under way; null when this proxy can't tell (see <see cref="RouterCapabilities.CountsInFlight"/>).</summary>
    Task<int?> CountInFlightAsync(Slot slot, CancellationToken cancellationToken);

    /// <summary>Forgets the addresses of a slot that gets no traffic, before its containers go. Throws if the split sends traffic to it.</summary>
    Task WithdrawAsync(Slot slot, CancellationToken cancellationToken);

    /// <summary>Requests, errors and latency of a slot since the proxy started, or since the slot was admitted.</summary>
    Task<SlotStatistics> ReadStatisticsAsync(Slot slot, CancellationToken cancellationToken);

    /// <summary>Answers every request with a maintenance page (503 with Retry-After) while on.</summary>
    Task SetMaintenanceAsync(bool on, CancellationToken cancellationToken);

    /// <summary>Stops and removes the proxy and its durable files.</summary>
    Task RemoveAsync(CancellationToken cancellationToken);
}
