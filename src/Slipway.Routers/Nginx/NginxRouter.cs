using Slipway.Routers.Foundation;
using Slipway.Routing;

namespace Slipway.Routers.Nginx;

/// <summary>
/// nginx in a container. Its configuration never changes and it is never reloaded, because a reload closes kept connections. What a release
/// changes is one file of data on its volume, which a small Lua program in nginx looks at for each request.
/// </summary>
internal sealed class NginxRouter : ProxyRouter<DurableState>
{
    private readonly NginxControl control;

    public NginxRouter(RouterPlace place)
        : this(place, NginxImage.ProxyOf(place.Settings))
    {
    }

    public NginxRouter(RouterPlace place, Proxy proxy)
        : base(place, proxy) => control = new NginxControl(Session);

    protected override Task<DurableState> ReadAsync(CancellationToken cancellationToken) => control.ReadStateAsync(cancellationToken);

    protected override Task WriteAsync(DurableState current, DurableState wanted, CancellationToken cancellationToken) =>
        control.WriteStateAsync(wanted.ToJson(), cancellationToken);

    protected override async Task<IReadOnlySet<Slot>> LookAsync(DurableState state, CancellationToken cancellationToken)
    {
        var sight = await control.ReadSightAsync(cancellationToken);
        return new HashSet<Slot>(Enum.GetValues<Slot>().Where(slot => sight.Up[slot.Label()]));
    }

    /// <summary>By nginx itself, of a state that is not in force.</summary>
    protected override async Task<IReadOnlyList<string?>> ProbeAsync(SlotAdmission admission, CancellationToken cancellationToken)
    {
        var down = await control.ProbeAsync(DurableState.Initial.With(admission), cancellationToken);
        return [.. admission.Endpoints.Select(endpoint => down.GetValueOrDefault(endpoint.Name))];
    }

    protected override async Task SettleAsync(EdgeCertificate? certificate, CancellationToken cancellationToken)
    {
        await control.WriteProgramAsync(NginxProgram.Text, cancellationToken);
        await base.SettleAsync(certificate, cancellationToken);
    }

    protected override async Task<int> CountAsync(Slot slot, string? container, CancellationToken cancellationToken) =>
        (await control.ReadSightAsync(cancellationToken)).CountInFlight(slot, container);

    protected override async Task<SlotTally> TallyAsync(Slot slot, CancellationToken cancellationToken) =>
        (await control.ReadSightAsync(cancellationToken)).Of(slot).Tally;

    protected override async Task<TimeSpan> ReadHoldAsync(DurableState state, CancellationToken cancellationToken) =>
        TimeSpan.FromSeconds((await control.ReadSightAsync(cancellationToken)).Held);

    protected override Task SetHoldAsync(TimeSpan limit, CancellationToken cancellationToken) =>
        control.HoldAsync(limit, cancellationToken);
}
