using System.Globalization;
using System.Text;
using Slipway.Releases;
using Slipway.Routers.Hosting;
using Slipway.Routing;

namespace Slipway.Routers.Caddy;

/// <summary>What Caddy's container can be asked and told.</summary>
internal sealed class CaddyControl(RouterSession session)
{
    public async Task<CaddyState> ReadStateAsync(CancellationToken cancellationToken) =>
        CaddyState.FromJson(await session.ReadAsync(CaddyFiles.State, cancellationToken));

    /// <summary>The state, once Caddy listens.</summary>
    public async Task<CaddyState> ReadRunningAsync(CancellationToken cancellationToken)
    {
        await session.DoAsync(["ready"], cancellationToken);
        return await ReadStateAsync(cancellationToken);
    }

    /// <summary>Puts a state in force: durable, and by one rename, so that each request sees the old or the new one whole.</summary>
    public Task WriteStateAsync(CaddyState state, CancellationToken cancellationToken) => session.DoAsync([Flip(state)], cancellationToken);

    public Task AdmitAsync(CaddyState state, Slot slot, SlotTable table, CancellationToken cancellationToken) => session.DoAsync(
        [
            $"table {table.Id} {Encode(table.Text)}",
            .. state.Slot(slot)!.Endpoints.Select(endpoint => $"seen {slot.Label()} {SlotTable.Replica(endpoint)} {Address(endpoint)}"),
            Flip(state),
        ],
        cancellationToken);

    public Task WithdrawAsync(CaddyState state, Slot slot, CancellationToken cancellationToken) =>
        session.DoAsync([Flip(state), $"forget {slot.Label()}"], cancellationToken);

    /// <summary>What is wrong with each replica, asked at the address that it was given; null: nothing.</summary>
    public Task<IReadOnlyList<string?>> CheckAsync(AdmittedSlot admitted, CancellationToken cancellationToken) =>
        CheckAsync(admitted, endpoint => $"check {Address(endpoint)}", cancellationToken);

    /// <summary>What is wrong with each replica, asked at the address that Caddy knows now; null: nothing.</summary>
    public Task<IReadOnlyList<string?>> CheckAsync(Slot slot, AdmittedSlot admitted, CancellationToken cancellationToken) =>
        CheckAsync(admitted, endpoint => $"visit {slot.Label()}/{SlotTable.Replica(endpoint)}", cancellationToken);

    public async Task<int> CountInFlightAsync(Slot slot, string? container, CancellationToken cancellationToken) =>
        int.Parse((await session.DoAsync([container is null ? $"count {slot.Label()}" : $"count {slot.Label()} {container}"], cancellationToken))[0], CultureInfo.InvariantCulture);

    public async Task<SlotTally> ReadTallyAsync(Slot slot, CancellationToken cancellationToken) =>
        SlotTally.Parse(await session.DoAsync(["tally"], cancellationToken), slot);

    public Task HoldAsync(TimeSpan limit, CancellationToken cancellationToken) =>
        session.DoAsync([string.Create(CultureInfo.InvariantCulture, $"hold {(long)limit.TotalMilliseconds}")], cancellationToken);

    public async Task<bool> IsHoldingAsync(CancellationToken cancellationToken) => (await session.DoAsync(["holding"], cancellationToken))[0] == "1";

    private async Task<IReadOnlyList<string?>> CheckAsync(AdmittedSlot admitted, Func<ServiceEndpoint, string> verb, CancellationToken cancellationToken)
    {
        var requests = admitted.Endpoints.Select(endpoint => (Verb: verb(endpoint), Route: admitted.RouteOf(endpoint)))
            .Select(check => $"{check.Verb} {Encode(check.Route.Host ?? check.Route.Service)} {Encode(check.Route.HealthPath)}");
        return [.. (await session.DoAsync([.. requests], cancellationToken)).Select(line => line == "ok" ? null : line)];
    }

    private static string Flip(CaddyState state) => $"flip {state.Word} {Encode(state.ToJson())}";

    private static string Address(ServiceEndpoint endpoint) => endpoint.Address.Contains(':', StringComparison.Ordinal)
        ? string.Create(CultureInfo.InvariantCulture, $"[{endpoint.Address}]:{endpoint.Port}")
        : string.Create(CultureInfo.InvariantCulture, $"{endpoint.Address}:{endpoint.Port}");

    private static string Encode(string content) => Convert.ToHexString(Encoding.UTF8.GetBytes(content));
}
