using Slipway.Containers;
using Slipway.Releases;
using Slipway.Routers.Configuration;
using Slipway.Routers.Hosting;
using Slipway.Routing;

namespace Slipway.Routers.HAProxy;

/// <summary>
/// HAProxy in a container. Every change of a release (addresses, split, maintenance) goes through the proxy's runtime socket and is
/// durable on its volume; only a change of routes reloads it, and that without closing a connection before its next answer.
/// </summary>
public sealed class HAProxyRouter : IRouter
{
    private readonly ResourceNames names;
    private readonly TimeProvider time;
    private readonly RouterSettings settings;
    private readonly RouterSession session;
    private readonly HAProxyRuntime runtime;
    private readonly RouterContainer container;
    private readonly HAProxyConfiguration configuration;
    private readonly Dictionary<Slot, SlotCounters> admittedAt = [];

    /// <param name="application">The application's name; container, network and volume follow from it.</param>
    /// <param name="settings">Where the proxy is reached from outside.</param>
    /// <param name="engine">Where the proxy's container runs.</param>
    /// <param name="time">For waiting.</param>
    /// <param name="progress">Told what takes long.</param>
    public HAProxyRouter(string application, RouterSettings settings, IContainerEngine engine, TimeProvider time, IProgress<string> progress)
        : this(application, settings, HAProxyImage.Recipe, engine, time, progress)
    {
    }

    internal HAProxyRouter(string application, RouterSettings settings, ImageRecipe recipe, IContainerEngine engine, TimeProvider time, IProgress<string> progress)
    {
        names = new ResourceNames(application);
        this.time = time;
        this.settings = settings;
        session = new RouterSession(engine.Containers, names.Router, EmbeddedText.Read("haproxy/verbs.pl"));
        runtime = new HAProxyRuntime(session);
        container = new RouterContainer(names, settings, recipe, engine, session, time, progress, new Edge(names, settings, engine, progress));
        configuration = new HAProxyConfiguration(names, settings.Tls is not null);
    }

    public RouterCapabilities Capabilities { get; } = new()
    {
        Name = "HAProxy 2.6",
        Weights = true,
        CountsInFlight = true,
        Preview = true,
        Maintenance = true,
        Statistics = true,
        CanaryMarks = true,
        Hold = true,
        Tls = true,
        Http2 = true,
        WatchesReplicas = true,
        ReplacedWithoutGap = true,
    };

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await container.EnsureAsync(runtime.ReadWorkerAsync, SaveMapAsync, cancellationToken);
        await SaveMapAsync(cancellationToken);
        await BringIntoForceAsync(await ReadModelAsync(cancellationToken), cancellationToken);
    }

    public async Task<RouterState> ObserveAsync(CancellationToken cancellationToken)
    {
        if (!await container.IsSettledAsync(cancellationToken))
        {
            return RouterState.NotRunning;
        }

        try
        {
            var map = await runtime.ReadMapAsync(cancellationToken);
            var statistics = (await runtime.ReadStatisticsAsync(cancellationToken))[0];
            var holding = map.HoldUntil > 0 && map.HoldUntil > await runtime.ReadClockAsync(cancellationToken);
            return new RouterState(true, map.Split, new HashSet<Slot>(map.Admitted.Where(statistics.IsUp)), map.Maintenance, holding);
        }
        catch (RouterException) when (!cancellationToken.IsCancellationRequested)
        {
            // The container runs but the proxy in it does not answer (it is just starting, or its configuration is bad): no traffic flows.
            return RouterState.NotRunning;
        }
    }

    public async Task AdmitAsync(
        Slot slot, RoutingTable table, IReadOnlyList<ServiceEndpoint> endpoints, TimeSpan patience, CancellationToken cancellationToken)
    {
        RoutingRules.Admission(slot, table, endpoints);
        var before = await ReadModelAsync(cancellationToken);
        var map = await runtime.ReadMapAsync(cancellationToken);
        var known = before.In(slot);
        var wanted = new SlotModel(
            table.Routes, table.Canary, [.. endpoints.Select(endpoint => new ServerName(endpoint.Service, endpoint.Replica, endpoint.Name, endpoint.Port))]);
        await BringIntoForceAsync(before.With(slot, wanted), cancellationToken);
        foreach (var service in wanted.Services)
        {
            for (var replica = 1; replica <= service.Replicas; replica++)
            {
                var (backend, server) = (HAProxyConfiguration.Backend(service.Service, slot), HAProxyConfiguration.Server(replica));
                if (endpoints.FirstOrDefault(endpoint => endpoint.Replica == replica && string.Equals(endpoint.Service, service.Service, StringComparison.Ordinal)) is { } endpoint)
                {
                    // One that has traffic is not taken down to be checked: it may be fine.
                    var doubted = !map.Split.Reaches(slot) || known.Find(service.Service, replica) is null;
                    await runtime.AdmitAsync(backend, server, endpoint, doubted, cancellationToken);
                }
                else
                {
                    await runtime.WithdrawAsync(backend, server, configuration.NoContainer, cancellationToken);
                }
            }
        }

        await SlotAdmission.AwaitUpAsync(slot, endpoints, token => CheckAsync(slot, endpoints, token), patience, time, cancellationToken);
        map = await runtime.ReadMapAsync(cancellationToken);
        await runtime.WriteMapAsync(map, map.WithAdmitted(slot, admitted: true), cancellationToken);
        admittedAt.TryAdd(slot, SlotCounters.Sum(await runtime.ReadStatisticsAsync(cancellationToken), slot));
    }

    public async Task ShiftAsync(Split split, CancellationToken cancellationToken)
    {
        var map = await runtime.ReadMapAsync(cancellationToken);
        SlotAdmission.RequireAdmitted(split, map.Split, map.Admitted.Contains);
        await runtime.WriteMapAsync(map, map with { Split = split }, cancellationToken);
    }

    public async Task<int?> CountInFlightAsync(Slot slot, string? container, CancellationToken cancellationToken)
    {
        if (!await this.container.IsRunningAsync(cancellationToken))
        {
            return 0;
        }

        var statistics = await runtime.ReadStatisticsAsync(cancellationToken);
        if (container is null)
        {
            return SlotCounters.Sum(statistics, slot).InFlight;
        }

        // Also one that is admitted no more: what it still serves is what its retirement waits for.
        return (await ReadModelAsync(cancellationToken)).In(slot).Services
            .SelectMany(service => Enumerable.Range(1, service.Replicas).Select(replica => (service.Service, Replica: replica)))
            .Where(server => string.Equals(names.Slot(server.Service, slot, server.Replica), container, StringComparison.Ordinal))
            .Sum(server => statistics.Sum(table => (int)(table.Find(HAProxyConfiguration.Backend(server.Service, slot), HAProxyConfiguration.Server(server.Replica))?.Number("scur") ?? 0)));
    }

    public async Task WithdrawAsync(Slot slot, CancellationToken cancellationToken)
    {
        if (!await container.ExistsAsync(cancellationToken))
        {
            return;
        }

        var map = await runtime.ReadMapAsync(cancellationToken);
        SlotAdmission.RequireIdle(slot, map.Split);
        // First what is durable follows what runs: a file that still names this slot would send a restarted proxy to a slot without containers.
        await runtime.WriteMapAsync(map, map.WithAdmitted(slot, admitted: false), cancellationToken);
        var model = await ReadModelAsync(cancellationToken);
        await SaveAsync(model.With(slot, model.In(slot) with { Servers = [] }), cancellationToken);
        foreach (var service in model.In(slot).Services)
        {
            for (var replica = 1; replica <= service.Replicas; replica++)
            {
                await runtime.WithdrawAsync(HAProxyConfiguration.Backend(service.Service, slot), HAProxyConfiguration.Server(replica), configuration.NoContainer, cancellationToken);
            }
        }

        admittedAt.Remove(slot);
    }

    public async Task<SlotStatistics> ReadStatisticsAsync(Slot slot, CancellationToken cancellationToken)
    {
        var now = SlotCounters.Sum(await runtime.ReadStatisticsAsync(cancellationToken), slot);
        return now.Since(admittedAt.GetValueOrDefault(slot));
    }

    public async Task SetMaintenanceAsync(bool on, CancellationToken cancellationToken)
    {
        var map = await runtime.ReadMapAsync(cancellationToken);
        await runtime.WriteMapAsync(map, map with { Maintenance = on }, cancellationToken);
    }

    public async Task HoldAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        SlotAdmission.RequireHoldLimit(limit);
        var until = limit == TimeSpan.Zero ? 0 : await runtime.ReadClockAsync(cancellationToken) + (long)limit.TotalMilliseconds;
        var map = await runtime.ReadMapAsync(cancellationToken);
        await runtime.WriteMapAsync(map, map with { HoldUntil = until }, cancellationToken);
    }

    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        await container.RemoveAsync(cancellationToken);
        admittedAt.Clear();
    }

    public ValueTask DisposeAsync() => session.DisposeAsync();

    /// <summary>
    /// Makes this the durable configuration, and reloads the proxy if what runs can't come to it without. A new worker then takes over the
    /// listening socket; the old one ends when its last connection has. A configuration that the proxy refuses never becomes the durable one.
    /// </summary>
    private async Task BringIntoForceAsync(RouterModel model, CancellationToken cancellationToken)
    {
        var wanted = configuration.Fingerprint(model);
        var (process, inForce) = await runtime.ReadWorkerAsync(cancellationToken);
        var certificate = await FindNewCertificateAsync(cancellationToken);
        if (certificate is null && string.Equals(inForce, wanted, StringComparison.Ordinal))
        {
            await SaveAsync(model, cancellationToken);
            return;
        }

        model = model with { Generation = model.Generation + 1 };
        await runtime.CheckAsync(configuration.Render(model), certificate, cancellationToken);
        var before = await session.ReadAsync(HAProxyConfiguration.Path, cancellationToken);
        // Told beforehand: until there is a successor, the worker that hands a request over gets it back.
        var map = await runtime.ReadMapAsync(cancellationToken);
        await runtime.WriteMapAsync(map, map with { Generation = model.Generation }, cancellationToken);
        await runtime.ReloadAsync(configuration.Render(model), certificate, cancellationToken);
        try
        {
            await container.AwaitAnswerAsync(
                async token => await runtime.ReadWorkerAsync(token) is var (now, fingerprint) && now != process && string.Equals(fingerprint, wanted, StringComparison.Ordinal)
                    ? (now, fingerprint)
                    : throw new RouterException("the old routes are still in force"),
                cancellationToken);
        }
        catch (RouterException)
        {
            await session.DoAsync([RouterSession.Save(HAProxyConfiguration.Path, before)], cancellationToken);
            throw;
        }
    }

    /// <summary>A process that was killed half-way may have left files that differ from what runs; what runs is the truth.</summary>
    private async Task SaveMapAsync(CancellationToken cancellationToken)
    {
        var map = await runtime.ReadMapAsync(cancellationToken);
        await runtime.WriteMapAsync(map, map with { Generation = (await ReadModelAsync(cancellationToken)).Generation }, cancellationToken);
    }

    private Task SaveAsync(RouterModel model, CancellationToken cancellationToken) =>
        session.DoAsync([RouterSession.Save(HAProxyConfiguration.Path, configuration.Render(model))], cancellationToken);

    /// <summary>The certificate of the settings if it is another than the one in force; else null.</summary>
    private async Task<string?> FindNewCertificateAsync(CancellationToken cancellationToken)
    {
        var wanted = settings.Tls is { Certificate: var pem } ? new EdgeCertificate(pem).Text : null;
        return wanted is null || string.Equals(await session.ReadAsync(HAProxyConfiguration.CertificatePath, cancellationToken), wanted, StringComparison.Ordinal) ? null : wanted;
    }

    private async Task<RouterModel> ReadModelAsync(CancellationToken cancellationToken) =>
        RouterModel.FromConfiguration(await session.ReadAsync(HAProxyConfiguration.Path, cancellationToken));

    private async Task<IReadOnlyList<string?>> CheckAsync(Slot slot, IReadOnlyList<ServiceEndpoint> endpoints, CancellationToken cancellationToken)
    {
        var statistics = (await runtime.ReadStatisticsAsync(cancellationToken))[0];
        return
        [
            .. endpoints.Select(endpoint => statistics.Find(HAProxyConfiguration.Backend(endpoint.Service, slot), HAProxyConfiguration.Server(endpoint.Replica)))
                .Select(row => row is { IsUp: true } ? null : row?.Observed ?? "no such service; its routes are not in force"),
        ];
    }
}
