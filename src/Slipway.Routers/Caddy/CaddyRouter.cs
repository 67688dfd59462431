using Slipway.Containers;
using Slipway.Releases;
using Slipway.Routers.Configuration;
using Slipway.Routers.Hosting;
using Slipway.Routing;

namespace Slipway.Routers.Caddy;

/// <summary>
/// Caddy in a container. Its configuration never changes, because any change of it restarts Caddy's listener and loses requests on kept
/// connections. What a release changes are names of files on its volume, which Caddy looks at for each request; see <see cref="CaddyFiles"/>.
/// </summary>
public sealed class CaddyRouter : IRouter
{
    private readonly RouterSettings settings;
    private readonly TimeProvider time;
    private readonly RouterSession session;
    private readonly CaddyControl control;
    private readonly RouterContainer container;
    private readonly Dictionary<Slot, SlotTally> admittedAt = [];

    /// <param name="application">The application's name; container, network and volume follow from it.</param>
    /// <param name="settings">Where the proxy is reached from outside.</param>
    /// <param name="engine">Where the proxy's container runs.</param>
    /// <param name="time">For waiting.</param>
    /// <param name="progress">Told what takes long.</param>
    public CaddyRouter(string application, RouterSettings settings, IContainerEngine engine, TimeProvider time, IProgress<string> progress)
    {
        var names = new ResourceNames(application);
        this.settings = settings;
        this.time = time;
        session = new RouterSession(engine.Containers, names.Router, EmbeddedText.Read("router-check.pl") + EmbeddedText.Read("caddy/verbs.pl"));
        control = new CaddyControl(session);
        container = new RouterContainer(names, settings, CaddyImage.Recipe, engine, session, time, progress);
    }

    public RouterCapabilities Capabilities { get; } = new()
    {
        Name = "Caddy 2.6",
        Weights = true,
        CanaryMarks = true,
        CountsInFlight = true,
        Preview = true,
        Maintenance = true,
        Statistics = true,
        Hold = true,
        Tls = true,
        Http2 = true,
    };

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var certificate = settings.Tls is { } tls ? new EdgeCertificate(tls.Certificate) : null;
        await container.EnsureAsync(control.ReadRunningAsync, save: null, cancellationToken);
        if (certificate is not null)
        {
            await session.DoAsync([certificate.Save()], cancellationToken);
        }
    }

    public async Task<RouterState> ObserveAsync(CancellationToken cancellationToken)
    {
        if (!await container.IsRunningAsync(cancellationToken))
        {
            return RouterState.NotRunning;
        }

        try
        {
            var state = await control.ReadRunningAsync(cancellationToken);
            var up = new HashSet<Slot>();
            foreach (var slot in Enum.GetValues<Slot>())
            {
                if (state.Slot(slot) is { } admitted && (await control.CheckAsync(slot, admitted, cancellationToken)).All(problem => problem is null))
                {
                    up.Add(slot);
                }
            }

            return new RouterState(true, state.Split, up, state.Maintenance, await control.IsHoldingAsync(cancellationToken));
        }
        catch (RouterException) when (!cancellationToken.IsCancellationRequested)
        {
            // The container runs but the proxy in it does not answer (it is just starting): no traffic flows.
            return RouterState.NotRunning;
        }
    }

    public async Task AdmitAsync(
        Slot slot, RoutingTable table, IReadOnlyList<ServiceEndpoint> endpoints, TimeSpan patience, CancellationToken cancellationToken)
    {
        var files = SlotTable.From(slot, table, endpoints);
        var admitted = new AdmittedSlot(files.Id, RoutingRules.InOrder(table), endpoints);
        await SlotAdmission.AwaitUpAsync(slot, endpoints, token => control.CheckAsync(admitted, token), patience, time, cancellationToken);
        var state = await control.ReadStateAsync(cancellationToken);
        await control.AdmitAsync(state.With(slot, admitted), slot, files, cancellationToken);
        admittedAt.TryAdd(slot, await control.ReadTallyAsync(slot, cancellationToken));
    }

    public async Task ShiftAsync(Split split, CancellationToken cancellationToken)
    {
        var state = await control.ReadStateAsync(cancellationToken);
        SlotAdmission.RequireAdmitted(split, state.Split, slot => state.Slot(slot) is not null);
        await control.WriteStateAsync(state.With(split), cancellationToken);
    }

    public async Task<int?> CountInFlightAsync(Slot slot, string? container, CancellationToken cancellationToken) =>
        await this.container.IsRunningAsync(cancellationToken) ? await control.CountInFlightAsync(slot, container, cancellationToken) : 0;

    public async Task WithdrawAsync(Slot slot, CancellationToken cancellationToken)
    {
        if (!await container.ExistsAsync(cancellationToken))
        {
            return;
        }

        var state = await control.ReadStateAsync(cancellationToken);
        SlotAdmission.RequireIdle(slot, state.Split);
        await control.WithdrawAsync(state.With(slot, admitted: null), slot, cancellationToken);
        admittedAt.Remove(slot);
    }

    public async Task<SlotStatistics> ReadStatisticsAsync(Slot slot, CancellationToken cancellationToken) =>
        (await control.ReadTallyAsync(slot, cancellationToken)).Since(admittedAt.GetValueOrDefault(slot));

    public async Task SetMaintenanceAsync(bool on, CancellationToken cancellationToken)
    {
        var state = await control.ReadStateAsync(cancellationToken);
        await control.WriteStateAsync(state with { Maintenance = on }, cancellationToken);
    }

    public Task HoldAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        SlotAdmission.RequireHoldLimit(limit);
        return control.HoldAsync(limit, cancellationToken);
    }

    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        await container.RemoveAsync(cancellationToken);
        admittedAt.Clear();
    }

    public ValueTask DisposeAsync() => session.DisposeAsync();
}
