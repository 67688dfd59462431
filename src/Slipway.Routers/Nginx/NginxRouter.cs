using Slipway.Containers;
using Slipway.Releases;
using Slipway.Routers.Hosting;
using Slipway.Routers.State;
using Slipway.Routing;

namespace Slipway.Routers.Nginx;

/// <summary>
/// nginx in a container. Its configuration never changes and it is never reloaded, because a reload closes kept connections. What a release
/// changes is one file of data on its volume, which a small Lua program in nginx looks at for each request.
/// </summary>
public sealed class NginxRouter : IRouter
{
    private readonly RouterSettings settings;
    private readonly TimeProvider time;
    private readonly RouterSession session;
    private readonly NginxControl control;
    private readonly RouterContainer container;
    private readonly Dictionary<Slot, SlotNumbers> admittedAt = [];

    /// <param name="application">The application's name; container, network and volume follow from it.</param>
    /// <param name="settings">Where the proxy is reached from outside.</param>
    /// <param name="engine">Where the proxy's container runs.</param>
    /// <param name="time">For waiting.</param>
    /// <param name="progress">Told what takes long.</param>
    public NginxRouter(string application, RouterSettings settings, IContainerEngine engine, TimeProvider time, IProgress<string> progress)
        : this(application, settings, NginxImage.Recipe, engine, time, progress)
    {
    }

    internal NginxRouter(string application, RouterSettings settings, ImageRecipe recipe, IContainerEngine engine, TimeProvider time, IProgress<string> progress)
    {
        var names = new ResourceNames(application);
        this.settings = settings;
        this.time = time;
        session = new RouterSession(engine.Containers, names.Router);
        control = new NginxControl(session);
        container = new RouterContainer(names, settings, recipe, engine, session, time, progress, new Edge(names, settings, engine, progress));
    }

    public RouterCapabilities Capabilities { get; } = new()
    {
        Name = "nginx 1.22 with Lua",
        Weights = true,
        CanaryMarks = true,
        CountsInFlight = true,
        Preview = true,
        Maintenance = true,
        Statistics = true,
        Hold = true,
        Tls = true,
        Http2 = true,
        WatchesReplicas = true,
        ReplacedWithoutGap = true,
    };

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var certificate = settings.Tls is { } tls ? new EdgeCertificate(tls.Certificate) : null;
        await container.EnsureAsync(control.ReadStateAsync, SaveStateAsync, cancellationToken);
        await control.WriteProgramAsync(NginxProgram.Text, cancellationToken);
        if (certificate is not null)
        {
            await session.DoAsync([certificate.Save()], cancellationToken);
        }

        await SaveStateAsync(cancellationToken);
    }

    public async Task<RouterState> ObserveAsync(CancellationToken cancellationToken)
    {
        if (!await container.IsSettledAsync(cancellationToken))
        {
            return RouterState.NotRunning;
        }

        try
        {
            var state = await control.ReadStateAsync(cancellationToken);
            var sight = await control.ReadSightAsync(cancellationToken);
            var up = Enum.GetValues<Slot>().Where(slot => sight.Up[slot.Label()]);
            return new RouterState(true, state.Split, new HashSet<Slot>(up), state.Maintenance, sight.Holding);
        }
        catch (RouterException) when (!cancellationToken.IsCancellationRequested)
        {
            // The container runs but the proxy in it does not answer (it is just starting, or its file is bad): no traffic flows.
            return RouterState.NotRunning;
        }
    }

    public async Task AdmitAsync(
        Slot slot, RoutingTable table, IReadOnlyList<ServiceEndpoint> endpoints, TimeSpan patience, CancellationToken cancellationToken)
    {
        var state = (await control.ReadStateAsync(cancellationToken)).With(slot, table, endpoints);
        var alone = DurableState.Initial.With(slot, table, endpoints);
        await SlotAdmission.AwaitUpAsync(slot, endpoints, token => ProbeAsync(alone, endpoints, token), patience, time, cancellationToken);
        await control.WriteStateAsync(state.ToJson(), cancellationToken);
        admittedAt.TryAdd(slot, (await control.ReadSightAsync(cancellationToken)).Of(slot));
    }

    public async Task ShiftAsync(Split split, CancellationToken cancellationToken)
    {
        var state = await control.ReadStateAsync(cancellationToken);
        SlotAdmission.RequireAdmitted(split, state.Split, state.IsAdmitted);
        await control.WriteStateAsync(state.With(split).ToJson(), cancellationToken);
    }

    public async Task<int?> CountInFlightAsync(Slot slot, string? container, CancellationToken cancellationToken) =>
        await this.container.IsRunningAsync(cancellationToken)
            ? (await control.ReadSightAsync(cancellationToken)).CountInFlight(slot, container)
            : 0;

    public async Task WithdrawAsync(Slot slot, CancellationToken cancellationToken)
    {
        if (!await container.ExistsAsync(cancellationToken))
        {
            return;
        }

        var state = await control.ReadStateAsync(cancellationToken);
        SlotAdmission.RequireIdle(slot, state.Split);
        await control.WriteStateAsync(state.Without(slot).ToJson(), cancellationToken);
        admittedAt.Remove(slot);
    }

    public async Task<SlotStatistics> ReadStatisticsAsync(Slot slot, CancellationToken cancellationToken) =>
        (await control.ReadSightAsync(cancellationToken)).Of(slot).Since(admittedAt.GetValueOrDefault(slot));

    public async Task SetMaintenanceAsync(bool on, CancellationToken cancellationToken)
    {
        var state = await control.ReadStateAsync(cancellationToken);
        await control.WriteStateAsync((state with { Maintenance = on }).ToJson(), cancellationToken);
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

    /// <summary>A process that was killed half-way may have left a file that differs from what runs; what runs is the truth.</summary>
    private async Task SaveStateAsync(CancellationToken cancellationToken) =>
        await control.WriteStateAsync((await control.ReadStateAsync(cancellationToken)).ToJson(), cancellationToken);

    private async Task<IReadOnlyList<string?>> ProbeAsync(DurableState candidate, IReadOnlyList<ServiceEndpoint> endpoints, CancellationToken cancellationToken)
    {
        var down = await control.ProbeAsync(candidate, cancellationToken);
        return [.. endpoints.Select(endpoint => down.GetValueOrDefault(endpoint.Name))];
    }
}
