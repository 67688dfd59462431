using Slipway.Containers;
using Slipway.Releases;
using Slipway.Routers.Configuration;
using Slipway.Routing;

namespace Slipway.Routers.HAProxy;

/// <summary>
/// HAProxy in a container. Every change of a release (addresses, split, maintenance) goes through the proxy's runtime socket and is
/// durable on its volume; only a change of routes reloads it, and that without closing a connection before its next answer.
/// </summary>
public sealed class HAProxyRouter : IRouter
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private readonly string router;
    private readonly IContainerEngine engine;
    private readonly TimeProvider time;
    private readonly RuntimeSocket socket;
    private readonly HAProxyRuntime runtime;
    private readonly HAProxyContainer container;
    private readonly Dictionary<Slot, SlotCounters> admittedAt = [];

    /// <param name="application">The application's name; container, network and volume follow from it.</param>
    /// <param name="settings">Where the proxy is reached from outside.</param>
    /// <param name="engine">Where the proxy's container runs.</param>
    /// <param name="time">For waiting.</param>
    /// <param name="progress">Told what takes long.</param>
    public HAProxyRouter(string application, RouterSettings settings, IContainerEngine engine, TimeProvider time, IProgress<string> progress)
    {
        var names = new ResourceNames(application);
        router = names.Router;
        this.engine = engine;
        this.time = time;
        socket = new RuntimeSocket(engine.Containers, router);
        runtime = new HAProxyRuntime(socket);
        container = new HAProxyContainer(names, settings, engine, progress);
    }

    public RouterCapabilities Capabilities { get; } = new()
    {
        Name = "HAProxy 2.6",
        Weights = true,
        CountsInFlight = true,
        Preview = true,
        Maintenance = true,
        Statistics = true,
    };

    public async Task EnsureAsync(RoutingTable table, CancellationToken cancellationToken)
    {
        var wanted = HAProxyConfiguration.Fingerprint(table, router);
        await container.EnsureAsync(cancellationToken);
        var (process, inForce) = await container.AwaitAnswerAsync(runtime.ReadWorkerAsync, time, cancellationToken);
        var before = await socket.ReadAsync(HAProxyConfiguration.Path, cancellationToken);
        var model = RouterModel.FromConfiguration(before) with { Routes = table.Routes };
        var text = HAProxyConfiguration.Render(model, router);
        var changes = !string.Equals(inForce, wanted, StringComparison.Ordinal);
        if (changes)
        {
            await container.CheckAsync(text, socket, cancellationToken);
        }

        // A process that was killed half-way may have left files that differ from what runs; what runs is the truth.
        var map = await runtime.ReadMapAsync(cancellationToken);
        await runtime.WriteMapAsync(map, map, cancellationToken);
        if (!string.Equals(text, before, StringComparison.Ordinal))
        {
            await socket.SaveAsync(HAProxyConfiguration.Path, text, cancellationToken);
        }

        if (changes)
        {
            await ReloadAsync(process, wanted, before, cancellationToken);
        }
    }

    public async Task<RouterState> ObserveAsync(CancellationToken cancellationToken)
    {
        if (!await IsRunningAsync(cancellationToken))
        {
            return RouterState.NotRunning;
        }

        try
        {
            var map = await runtime.ReadMapAsync(cancellationToken);
            var statistics = (await runtime.ReadStatisticsAsync(cancellationToken))[0];
            return new RouterState(true, map.Split, new HashSet<Slot>(map.Admitted.Where(slot => IsUp(statistics, slot))), map.Maintenance);
        }
        catch (RouterException) when (!cancellationToken.IsCancellationRequested)
        {
            // The container runs but the proxy in it does not answer (it is just starting, or its configuration is bad): no traffic flows.
            return RouterState.NotRunning;
        }
    }

    public async Task AdmitAsync(Slot slot, IReadOnlyList<ServiceEndpoint> endpoints, TimeSpan patience, CancellationToken cancellationToken)
    {
        foreach (var endpoint in endpoints)
        {
            RoutingRules.Endpoint(endpoint);
        }

        var model = await ReadModelAsync(cancellationToken);
        foreach (var service in model.Routes.Select(route => route.Service).Except(endpoints.Select(endpoint => endpoint.Service), StringComparer.Ordinal))
        {
            throw new RouterException($"The {slot.Label()} slot can't be admitted: the router has a route to {service}, but was given no address of it.");
        }

        var routed = endpoints.Where(endpoint => model.Routes.Any(route => string.Equals(route.Service, endpoint.Service, StringComparison.Ordinal))).ToList();
        if (routed.Count < endpoints.Count)
        {
            throw new RouterException($"The {slot.Label()} slot can't be admitted: the router has no route to {string.Join(", ", endpoints.Except(routed).Select(endpoint => endpoint.Service))}.");
        }

        var map = await runtime.ReadMapAsync(cancellationToken);
        model = model.With(slot, [.. endpoints.Select(endpoint => new ServerName(endpoint.Service, endpoint.Name, endpoint.Port))]);
        await socket.SaveAsync(HAProxyConfiguration.Path, HAProxyConfiguration.Render(model, router), cancellationToken);
        foreach (var endpoint in endpoints)
        {
            // A slot that has traffic is not taken down to be checked: it may be fine.
            await runtime.AdmitAsync(HAProxyConfiguration.Backend(endpoint.Service, slot), endpoint, doubted: map.Split.Share(slot) == 0, cancellationToken);
        }

        await AwaitUpAsync(slot, endpoints, patience, cancellationToken);
        await runtime.WriteMapAsync(map, map.WithAdmitted(slot, admitted: true), cancellationToken);
        admittedAt[slot] = SlotCounters.Sum(await runtime.ReadStatisticsAsync(cancellationToken), slot);
    }

    public async Task ShiftAsync(Split split, CancellationToken cancellationToken)
    {
        var map = await runtime.ReadMapAsync(cancellationToken);
        foreach (var slot in Enum.GetValues<Slot>().Where(slot => split.Share(slot) > 0 && !map.Admitted.Contains(slot)))
        {
            throw new RouterException($"Traffic can't be shifted to {split}: the {slot.Label()} slot was not admitted. The split in force stays: {map.Split}.");
        }

        await runtime.WriteMapAsync(map, map with { Split = split }, cancellationToken);
    }

    public async Task<int?> CountInFlightAsync(Slot slot, CancellationToken cancellationToken) =>
        await IsRunningAsync(cancellationToken) ? SlotCounters.Sum(await runtime.ReadStatisticsAsync(cancellationToken), slot).InFlight : 0;

    public async Task WithdrawAsync(Slot slot, CancellationToken cancellationToken)
    {
        if (await engine.Containers.FindAsync(router, cancellationToken) is null)
        {
            return;
        }

        var map = await runtime.ReadMapAsync(cancellationToken);
        if (map.Split.Share(slot) > 0)
        {
            throw new RouterException($"The {slot.Label()} slot can't be withdrawn: it has traffic (split: {map.Split}). Shift the traffic first.");
        }

        // First what is durable follows what runs: a file that still names this slot would send a restarted proxy to a slot without containers.
        await runtime.WriteMapAsync(map, map.WithAdmitted(slot, admitted: false), cancellationToken);
        var model = await ReadModelAsync(cancellationToken);
        await socket.SaveAsync(HAProxyConfiguration.Path, HAProxyConfiguration.Render(model.With(slot, []), router), cancellationToken);
        foreach (var service in model.Routes.Select(route => route.Service).Distinct(StringComparer.Ordinal))
        {
            await runtime.WithdrawAsync(HAProxyConfiguration.Backend(service, slot), HAProxyConfiguration.NoServer(service, router), cancellationToken);
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

    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        await socket.CloseAsync();
        await container.RemoveAsync(cancellationToken);
        admittedAt.Clear();
    }

    public ValueTask DisposeAsync() => socket.DisposeAsync();

    /// <summary>A new worker takes over the listening socket; the old one ends when its last connection has. A failed start brings the old file back.</summary>
    private async Task ReloadAsync(int process, string wanted, string before, CancellationToken cancellationToken)
    {
        await socket.ReloadAsync(cancellationToken);
        try
        {
            await container.AwaitAnswerAsync(
                async token => await runtime.ReadWorkerAsync(token) is var (now, fingerprint) && now != process && string.Equals(fingerprint, wanted, StringComparison.Ordinal)
                    ? (now, fingerprint)
                    : throw new RouterException("the old routes are still in force"),
                time,
                cancellationToken);
        }
        catch (RouterException)
        {
            await socket.SaveAsync(HAProxyConfiguration.Path, before, cancellationToken);
            throw;
        }
    }

    private async Task<bool> IsRunningAsync(CancellationToken cancellationToken) =>
        await engine.Containers.FindAsync(router, cancellationToken) is { Status: ContainerStatus.Running };

    private async Task<RouterModel> ReadModelAsync(CancellationToken cancellationToken) =>
        RouterModel.FromConfiguration(await socket.ReadAsync(HAProxyConfiguration.Path, cancellationToken));

    private static bool IsUp(StatisticsTable statistics, Slot slot) =>
        statistics.Backends($"-{slot.Label()}").ToList() is { Count: > 0 } backends
        && backends.TrueForAll(backend => statistics.Find(backend.Text("pxname"), HAProxyConfiguration.Server) is { IsUp: true });

    private async Task AwaitUpAsync(Slot slot, IReadOnlyList<ServiceEndpoint> endpoints, TimeSpan patience, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var statistics = (await runtime.ReadStatisticsAsync(cancellationToken))[0];
            var missing = endpoints.Select(endpoint => (Endpoint: endpoint, Row: statistics.Find(HAProxyConfiguration.Backend(endpoint.Service, slot), HAProxyConfiguration.Server)))
                .FirstOrDefault(pair => pair.Row is not { IsUp: true });
            if (missing.Endpoint is not { } endpoint)
            {
                return;
            }

            if (time.GetElapsedTime(start) > patience)
            {
                throw new RouterException(
                    $"The router does not see {endpoint.Service} of the {slot.Label()} slot up ({endpoint.Name}, {endpoint.Address}:{endpoint.Port}) after {patience.TotalSeconds:0.#} s. "
                    + $"Its check saw: {missing.Row?.Observed ?? "no such service; its routes are not in force"}.");
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }
}
