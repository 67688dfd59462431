using Slipway.Applications;
using Slipway.Routing;

namespace Slipway.Keeper.Fencing;

/// <summary>
/// The router as a lock holder may use it; see <see cref="FencedEngine"/>. It belongs to whoever made the router, who disposes of it.
/// </summary>
internal sealed class FencedRouter(IRouter router, KeeperSession keeper) : IRouter
{
    private bool addressProven;

    /// <summary>
    /// Whether the public address may move to where it is described: only with a new version, or because a deploy has nothing else to do.
    /// Default false.
    /// </summary>
    public bool Moves { get; set; }

    public RouterCapabilities Capabilities => router.Capabilities;

    public IReadOnlyList<SpecificationFault> Check(Application application) => router.Check(application);

    /// <summary>Once for all that a lock holder does: several steps of one command ask for it, and each proof starts a container.</summary>
    public async Task ProveAddressAsync(CancellationToken cancellationToken)
    {
        if (!addressProven && (Moves || (await router.ObserveAsync(cancellationToken)).Drift is null))
        {
            await keeper.ConfirmAsync(cancellationToken);
            await router.ProveAddressAsync(cancellationToken);
            addressProven = true;
        }
    }

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await keeper.ConfirmAsync(cancellationToken);
        await (Moves ? router.EnsureAsync(cancellationToken) : router.ResumeAsync(cancellationToken));
    }

    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        await keeper.ConfirmAsync(cancellationToken);
        await router.ResumeAsync(cancellationToken);
    }

    public async Task AdmitAsync(
        Slot slot, RoutingTable table, IReadOnlyList<ServiceEndpoint> endpoints, TimeSpan patience, CancellationToken cancellationToken)
    {
        await keeper.ConfirmAsync(cancellationToken);
        await router.AdmitAsync(slot, table, endpoints, patience, cancellationToken);
    }

    public async Task ShiftAsync(Split split, CancellationToken cancellationToken)
    {
        await keeper.ConfirmAsync(cancellationToken);
        await router.ShiftAsync(split, cancellationToken);
    }

    public async Task WithdrawAsync(Slot slot, CancellationToken cancellationToken)
    {
        await keeper.ConfirmAsync(cancellationToken);
        await router.WithdrawAsync(slot, cancellationToken);
    }

    public async Task SetMaintenanceAsync(bool on, CancellationToken cancellationToken)
    {
        await keeper.ConfirmAsync(cancellationToken);
        await router.SetMaintenanceAsync(on, cancellationToken);
    }

    public async Task HoldAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        await keeper.ConfirmAsync(cancellationToken);
        await router.HoldAsync(limit, cancellationToken);
    }

    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        await keeper.ConfirmAsync(cancellationToken);
        await router.RemoveAsync(cancellationToken);
    }

    public Task<RouterState> ObserveAsync(CancellationToken cancellationToken) => router.ObserveAsync(cancellationToken);

    public Task<int?> CountInFlightAsync(Slot slot, string? container, CancellationToken cancellationToken) =>
        router.CountInFlightAsync(slot, container, cancellationToken);

    public Task<SlotStatistics> ReadStatisticsAsync(Slot slot, CancellationToken cancellationToken) =>
        router.ReadStatisticsAsync(slot, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
