using System.Globalization;
using System.Text;
using Slipway.Containers;
using Slipway.Releases;
using Slipway.Routers.Hosting;
using Slipway.Routers.State;
using Slipway.Routing;

namespace Slipway.Routers.Traefik;

/// <summary>
/// Traefik in a container, told through the file of its file provider, which is replaced as a whole; Traefik takes another file into service
/// without closing a connection. Its own interface listens inside of its container alone.
/// </summary>
/// <remarks>
/// Written after Traefik's documentation and checked against its schema; not yet run against Traefik itself, which is why it claims neither
/// counts of requests under way nor statistics.
/// </remarks>
public sealed class TraefikRouter : IRouter
{
    private readonly RouterSettings settings;
    private readonly TimeProvider time;
    private readonly RouterSession session;
    private readonly RouterContainer container;

    /// <param name="application">The application's name; container, network and volume follow from it.</param>
    /// <param name="settings">Where the proxy is reached from outside.</param>
    /// <param name="engine">Where the proxy's container runs.</param>
    /// <param name="time">For waiting.</param>
    /// <param name="progress">Told what takes long.</param>
    public TraefikRouter(string application, RouterSettings settings, IContainerEngine engine, TimeProvider time, IProgress<string> progress)
    {
        var names = new ResourceNames(application);
        this.settings = settings;
        this.time = time;
        session = new RouterSession(engine.Containers, names.Router, EmbeddedText.Read("router-check.pl") + EmbeddedText.Read("traefik/verbs.pl"));
        container = new RouterContainer(names, settings, TraefikImage.Recipe, engine, session, time, progress);
    }

    public RouterCapabilities Capabilities { get; } = new()
    {
        Name = "Traefik 3",
        Weights = true,
        CanaryMarks = true,
        Preview = true,
        Maintenance = true,
        Tls = true,
        Http2 = true,
    };

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var certificate = settings.Tls is { } tls ? new EdgeCertificate(tls.Certificate) : null;
        var state = await container.EnsureAsync(ReadRunningAsync, save: null, cancellationToken);
        if (certificate is not null)
        {
            await session.DoAsync([certificate.Save()], cancellationToken);
        }

        await WriteAsync(state, cancellationToken);
    }

    public async Task<RouterState> ObserveAsync(CancellationToken cancellationToken)
    {
        if (!await container.IsRunningAsync(cancellationToken))
        {
            return RouterState.NotRunning;
        }

        try
        {
            var state = await ReadRunningAsync(cancellationToken);
            var up = new HashSet<Slot>();
            foreach (var slot in Enum.GetValues<Slot>().Where(state.IsAdmitted))
            {
                if ((await CheckAsync(state.Slots[slot.Label()], cancellationToken)).All(problem => problem is null))
                {
                    up.Add(slot);
                }
            }

            return new RouterState(true, state.Split, up, state.Maintenance);
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
        var state = (await ReadStateAsync(cancellationToken)).With(slot, table, endpoints);
        await SlotAdmission.AwaitUpAsync(slot, endpoints, token => CheckAsync(state.Slots[slot.Label()], token), patience, time, cancellationToken);
        await WriteAsync(state, cancellationToken);
    }

    public async Task ShiftAsync(Split split, CancellationToken cancellationToken)
    {
        var state = await ReadStateAsync(cancellationToken);
        SlotAdmission.RequireAdmitted(split, state.Split, state.IsAdmitted);
        await WriteAsync(state.With(split), cancellationToken);
    }

    /// <summary>Null: Traefik counts the open connections of its entry points, not the requests of a service.</summary>
    public async Task<int?> CountInFlightAsync(Slot slot, string? container, CancellationToken cancellationToken) =>
        await this.container.IsRunningAsync(cancellationToken) ? null : 0;

    public async Task WithdrawAsync(Slot slot, CancellationToken cancellationToken)
    {
        if (!await container.ExistsAsync(cancellationToken))
        {
            return;
        }

        var state = await ReadStateAsync(cancellationToken);
        SlotAdmission.RequireIdle(slot, state.Split);
        await WriteAsync(state.Without(slot), cancellationToken);
    }

    public Task<SlotStatistics> ReadStatisticsAsync(Slot slot, CancellationToken cancellationToken) =>
        Task.FromException<SlotStatistics>(new RouterException("Traefik's statistics are not read by Slipway; `Capabilities` says so."));

    public async Task SetMaintenanceAsync(bool on, CancellationToken cancellationToken) =>
        await WriteAsync(await ReadStateAsync(cancellationToken) with { Maintenance = on }, cancellationToken);

    public Task HoldAsync(TimeSpan limit, CancellationToken cancellationToken) =>
        Task.FromException(new RouterException("Traefik can't let requests wait; `Capabilities` says so."));

    public Task RemoveAsync(CancellationToken cancellationToken) => container.RemoveAsync(cancellationToken);

    public ValueTask DisposeAsync() => session.DisposeAsync();

    private async Task<DurableState> ReadStateAsync(CancellationToken cancellationToken) =>
        TraefikConfiguration.Parse(await session.ReadAsync(TraefikConfiguration.Path, cancellationToken));

    private async Task<DurableState> ReadRunningAsync(CancellationToken cancellationToken)
    {
        await session.DoAsync(["api /api/version"], cancellationToken);
        return await ReadStateAsync(cancellationToken);
    }

    /// <summary>Replaces the file and waits until Traefik has read it. If it does not, the file before comes back.</summary>
    private async Task WriteAsync(DurableState state, CancellationToken cancellationToken)
    {
        var before = await session.ReadAsync(TraefikConfiguration.Path, cancellationToken);
        var mark = TraefikConfiguration.Mark(state);
        await session.DoAsync([RouterSession.Save(TraefikConfiguration.Path, TraefikConfiguration.Render(state, settings.Tls is not null))], cancellationToken);
        try
        {
            await container.AwaitAnswerAsync(token => session.DoAsync([$"api /api/http/middlewares/{mark}@file"], token), cancellationToken);
        }
        catch (RouterException)
        {
            await session.DoAsync([RouterSession.Save(TraefikConfiguration.Path, before)], cancellationToken);
            throw;
        }
    }

    /// <summary>What is wrong with each replica, asked from the router's container; null: nothing.</summary>
    private async Task<IReadOnlyList<string?>> CheckAsync(AdmittedSlot admitted, CancellationToken cancellationToken)
    {
        var checks = admitted.Endpoints
            .Select(endpoint => (Endpoint: endpoint, Route: admitted.Routes.First(route => string.Equals(route.Service, endpoint.Service, StringComparison.Ordinal))))
            .Select(check => string.Create(CultureInfo.InvariantCulture, $"check {check.Endpoint.Address}:{check.Endpoint.Port} {Hex(check.Route.Host ?? check.Route.Service)} {Hex(check.Route.HealthPath)}"));
        return [.. (await session.DoAsync([.. checks], cancellationToken)).Select(line => line == "ok" ? null : line)];
    }

    private static string Hex(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text));
}
