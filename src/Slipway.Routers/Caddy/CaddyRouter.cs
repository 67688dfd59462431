using Slipway.Routers.Foundation;
using Slipway.Routing;

namespace Slipway.Routers.Caddy;

/// <summary>
/// Caddy in a container. Its configuration never changes, because any change of it restarts Caddy's listener and loses requests on kept
/// connections. What a release changes are names of files on its volume, which Caddy looks at for each request; see
/// <see cref="CaddyFiles"/>.
/// </summary>
internal sealed class CaddyRouter : ProxyRouter<CaddyState>
{
    private readonly CaddyControl control;

    public CaddyRouter(RouterPlace place)
        : base(place, CaddyImage.Proxy) => control = new CaddyControl(Session);

    protected override IEnumerable<SpecificationFault> FindFaults(RoutingTable table) => SlotTable.FindFaults(table);

    protected override Task<CaddyState> ReadAsync(CancellationToken cancellationToken) => control.ReadStateAsync(cancellationToken);

    protected override async Task AnswerAsync(CancellationToken cancellationToken)
    {
        await control.RequireListeningAsync(cancellationToken);
        await control.ReadStateAsync(cancellationToken);
    }

    /// <summary>Nothing: what Caddy goes by are the durable files themselves.</summary>
    protected override Task SaveAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override Task WriteAsync(CaddyState current, CaddyState wanted, CancellationToken cancellationToken) =>
        control.WriteStateAsync(wanted, cancellationToken);

    protected override async Task<IReadOnlySet<Slot>> LookAsync(CaddyState state, CancellationToken cancellationToken)
    {
        await control.RequireListeningAsync(cancellationToken);
        var up = new HashSet<Slot>();
        foreach (var slot in Enum.GetValues<Slot>().Where(state.IsAdmitted))
        {
            if ((await control.VisitAsync(slot, state.Slot(slot)!.Admitted, cancellationToken)).All(problem => problem is null))
            {
                up.Add(slot);
            }
        }

        return up;
    }

    protected override Task<IReadOnlyList<string?>> ProbeAsync(SlotAdmission admission, CancellationToken cancellationToken) =>
        ReplicaCheck.AskAsync(Session, AdmittedSlot.From(admission), cancellationToken);

    protected override Task AcceptAsync(CaddyState current, SlotAdmission admission, CancellationToken cancellationToken) =>
        control.AdmitAsync(current.With(admission), admission, cancellationToken);

    protected override Task ForgetAsync(CaddyState current, Slot slot, CancellationToken cancellationToken) =>
        control.WithdrawAsync(current.Without(slot), slot, cancellationToken);

    protected override Task<int> CountAsync(Slot slot, string? container, CancellationToken cancellationToken) =>
        control.CountInFlightAsync(slot, container, cancellationToken);

    protected override Task<SlotTally> TallyAsync(Slot slot, CancellationToken cancellationToken) =>
        control.ReadTallyAsync(slot, cancellationToken);

    protected override Task<TimeSpan> ReadHoldAsync(CaddyState state, CancellationToken cancellationToken) =>
        control.ReadHoldAsync(cancellationToken);

    protected override Task SetHoldAsync(TimeSpan limit, CancellationToken cancellationToken) =>
        control.HoldAsync(limit, cancellationToken);
}
