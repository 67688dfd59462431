using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Routers.Foundation;
using Slipway.Routing;

namespace Slipway.Routers.HAProxy;

/// <summary>
/// HAProxy in a container. Every change of a release (addresses, split, maintenance) goes through the proxy's runtime socket and is
/// durable on its volume; only a change of routes reloads it, and that without closing a connection before its next answer.
/// </summary>
internal sealed class HAProxyRouter : ProxyRouter<LiveMap>
{
    private readonly IProgress<string> progress;
    private readonly HAProxyRuntime runtime;
    private readonly HAProxyRoutes routes;
    private readonly HAProxyConfiguration configuration;

    public HAProxyRouter(RouterPlace place)
        : this(place, HAProxyImage.Proxy)
    {
    }

    public HAProxyRouter(RouterPlace place, Proxy proxy)
        : base(place, proxy)
    {
        progress = place.Progress;
        runtime = new HAProxyRuntime(Session, place.Poller);
        configuration = new HAProxyConfiguration(Names, Settings.Tls is not null, Settings.MaxRequestHeadKilobytes);
        routes = new HAProxyRoutes(Session, runtime, configuration, Settings.Tls, AwaitAnswerAsync);
    }

    protected override Task<LiveMap> ReadAsync(CancellationToken cancellationToken) => runtime.ReadMapAsync(cancellationToken);

    protected override Task AnswerAsync(CancellationToken cancellationToken) => runtime.ReadWorkerAsync(cancellationToken);

    protected override Task WriteAsync(LiveMap current, LiveMap wanted, CancellationToken cancellationToken) =>
        runtime.WriteMapAsync(current, wanted, cancellationToken);

    protected override async Task<IReadOnlySet<Slot>> LookAsync(LiveMap state, CancellationToken cancellationToken)
    {
        var statistics = (await runtime.ReadStatisticsAsync(cancellationToken))[0];
        return new HashSet<Slot>(state.Admitted.Where(statistics.IsUp));
    }

    /// <summary>
    /// Routes that need a reload, and the servers' addresses; HAProxy then checks them, and sends nothing to a slot without a share.
    /// </summary>
    protected override async Task PrepareAsync(SlotAdmission admission, CancellationToken cancellationToken)
    {
        var (slot, table, endpoints) = admission;
        var before = await routes.ReadAsync(cancellationToken);
        var map = await runtime.ReadMapAsync(cancellationToken);
        var servers = endpoints.Select(endpoint => new ServerName(endpoint.Service, endpoint.Replica, endpoint.Name, endpoint.Port));
        var wanted = new SlotModel(table.Routes, table.Canary, [.. servers]) { PreviewToken = table.PreviewToken?.Reveal() };
        await routes.BringIntoForceAsync(before.With(slot, wanted), cancellationToken);
        foreach (var (service, replica) in wanted.Places)
        {
            if (endpoints.FirstOrDefault(endpoint =>
                endpoint.Replica == replica && string.Equals(endpoint.Service, service, StringComparison.Ordinal)) is { } endpoint)
            {
                // One that has traffic is not taken down to be checked: it may be fine.
                var doubted = !map.Split.Reaches(slot) || before.In(slot).Find(service, replica) is null;
                await runtime.AdmitAsync(slot, endpoint, doubted, cancellationToken);
            }
            else
            {
                await runtime.WithdrawAsync(slot, service, replica, configuration.NoContainer, cancellationToken);
            }
        }
    }

    protected override async Task<IReadOnlyList<string?>> ProbeAsync(SlotAdmission admission, CancellationToken cancellationToken)
    {
        var statistics = (await runtime.ReadStatisticsAsync(cancellationToken))[0];
        return
        [
            .. admission.Endpoints
                .Select(endpoint => statistics.Find(
                    HAProxyConfiguration.Backend(endpoint.Service, admission.Slot), HAProxyConfiguration.Server(endpoint.Replica)))
                .Select(row => row is { IsUp: true } ? null : row?.Observed ?? "no such service; its routes are not in force"),
        ];
    }

    protected override async Task ForgetAsync(LiveMap current, Slot slot, CancellationToken cancellationToken)
    {
        // First what is durable follows what runs: a file that still names this slot would send a restarted proxy to a slot without
        // containers.
        await runtime.WriteMapAsync(current, current.Without(slot), cancellationToken);
        var model = await routes.ReadAsync(cancellationToken);
        await routes.SaveAsync(model.With(slot, model.In(slot) with { Servers = [], PreviewToken = null }), cancellationToken);
        foreach (var (service, replica) in model.In(slot).Places)
        {
            await runtime.WithdrawAsync(slot, service, replica, configuration.NoContainer, cancellationToken);
        }
    }

    protected override async Task SaveAsync(CancellationToken cancellationToken)
    {
        var map = await runtime.ReadMapAsync(cancellationToken);
        var generation = (await routes.ReadAsync(cancellationToken)).Generation;
        await runtime.WriteMapAsync(map, map with { Generation = generation }, cancellationToken);
    }

    protected override async Task SettleAsync(EdgeCertificate? certificate, CancellationToken cancellationToken)
    {
        await SaveAsync(cancellationToken);
        var model = await routes.ReadAsync(cancellationToken);
        if (Enum.GetValues<Slot>().Any(slot => model.In(slot).Services.Any()) && await routes.IsOutdatedAsync(model, cancellationToken))
        {
            progress.Report(
                "The router's settings have changed: it reloads. Another worker takes over the listening sockets, and the one before ends "
                + "what it has under way, in 1 h at most.");
        }

        await routes.BringIntoForceAsync(model, cancellationToken);
    }

    protected override async Task<int> CountAsync(Slot slot, string? container, CancellationToken cancellationToken)
    {
        var statistics = await runtime.ReadStatisticsAsync(cancellationToken);
        if (container is null)
        {
            return SlotCounters.Sum(statistics, slot).InFlight;
        }

        // Also one that is admitted no more: what it still serves is what its retirement waits for.
        return (await routes.ReadAsync(cancellationToken)).In(slot).Places
            .Where(place => string.Equals(Names.Slot(place.Service, slot, place.Replica), container, StringComparison.Ordinal))
            .SelectMany(place => HAProxyConfiguration.Backends(place.Service, slot)
                .Select(backend => (Backend: backend, Server: HAProxyConfiguration.Server(place.Replica))))
            .Sum(place => statistics.Sum(table => (int)(table.Find(place.Backend, place.Server)?.Number("scur") ?? 0)));
    }

    protected override async Task<SlotTally> TallyAsync(Slot slot, CancellationToken cancellationToken) =>
        SlotCounters.Sum(await runtime.ReadStatisticsAsync(cancellationToken), slot).Tally;

    protected override async Task<TimeSpan> ReadHoldAsync(LiveMap state, CancellationToken cancellationToken) => state.HoldUntil == 0
        ? TimeSpan.Zero
        : TimeSpan.FromMilliseconds(state.HoldUntil - await runtime.ReadClockAsync(cancellationToken));

    protected override async Task SetHoldAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var until = limit == TimeSpan.Zero ? 0 : await runtime.ReadClockAsync(cancellationToken) + (long)limit.TotalMilliseconds;
        var map = await runtime.ReadMapAsync(cancellationToken);
        await runtime.WriteMapAsync(map, map with { HoldUntil = until }, cancellationToken);
    }
}
