using System.Globalization;
using System.Text;
using Slipway.Hosts;
using Slipway.Routers.Foundation;
using Slipway.Routing;

namespace Slipway.Routers.Caddy;

/// <summary>What Caddy's container can be asked and told.</summary>
internal sealed class CaddyControl(RouterSession session)
{
    public async Task<CaddyState> ReadStateAsync(CancellationToken cancellationToken) =>
        CaddyState.FromJson(await session.ReadAsync(CaddyFiles.State, cancellationToken));

    /// <exception cref="RouterException">Caddy does not listen.</exception>
    public Task RequireListeningAsync(CancellationToken cancellationToken) => session.DoAsync(["ready"], cancellationToken);

    /// <summary>Puts a state in force: durable, and by one rename, so that each request sees the old or the new one whole.</summary>
    public Task WriteStateAsync(CaddyState state, CancellationToken cancellationToken) => session.DoAsync([Flip(state)], cancellationToken);

    public Task AdmitAsync(CaddyState state, SlotAdmission admission, CancellationToken cancellationToken)
    {
        var table = SlotTable.From(admission);
        var seen = admission.Endpoints.Select(endpoint =>
            $"seen {admission.Slot.Label()} {SlotTable.Replica(endpoint)} {ReplicaCheck.Address(endpoint)}");
        return session.DoAsync([$"table {table.Id} {Encode(table.Text)}", .. seen, Flip(state)], cancellationToken);
    }

    public Task WithdrawAsync(CaddyState state, Slot slot, CancellationToken cancellationToken) =>
        session.DoAsync([Flip(state), $"forget {slot.Label()}"], cancellationToken);

    /// <summary>What is wrong with each replica, asked at the address that Caddy knows now; null: nothing.</summary>
    public Task<IReadOnlyList<string?>> VisitAsync(Slot slot, AdmittedSlot admitted, CancellationToken cancellationToken) =>
        ReplicaCheck.AskAsync(session, admitted, endpoint => $"visit {slot.Label()}/{SlotTable.Replica(endpoint)}", cancellationToken);

    public async Task<int> CountInFlightAsync(Slot slot, string? container, CancellationToken cancellationToken) =>
        int.Parse(
            (await session.DoAsync([$"count {slot.Label()}{(container is null ? "" : $" {container}")}"], cancellationToken))[0],
            CultureInfo.InvariantCulture);

    public async Task<SlotTally> ReadTallyAsync(Slot slot, CancellationToken cancellationToken) =>
        ParseTally(await session.DoAsync(["tally"], cancellationToken), slot);

    /// <summary>
    /// A slot's line: requests, those answered with 5xx, the mean milliseconds of the last 1024, to the last byte of the answer, and those
    /// that no service answered.
    /// </summary>
    /// <exception cref="RouterException">No line of this slot.</exception>
    public static SlotTally ParseTally(IReadOnlyList<string> lines, Slot slot)
    {
        var fields = lines.Select(line => line.Split(' ')).FirstOrDefault(fields => fields.Length is 4 or 5 && fields[0] == slot.Label());
        return fields is not null
            && long.TryParse(fields[1], CultureInfo.InvariantCulture, out var requests)
            && long.TryParse(fields[2], CultureInfo.InvariantCulture, out var errors)
            && double.TryParse(fields[3], CultureInfo.InvariantCulture, out var milliseconds)
                ? new SlotTally(requests, errors)
                {
                    // An earlier version of the tally does not tell.
                    Lost = fields.Length == 5 && long.TryParse(fields[4], CultureInfo.InvariantCulture, out var lost) ? lost : null,
                    RecentLatency = TimeSpan.FromMilliseconds(milliseconds),
                }
                : throw new RouterException($"The router was expected to answer its tally, not: {string.Join(" | ", lines.Take(3))}");
    }

    public Task HoldAsync(TimeSpan limit, CancellationToken cancellationToken) =>
        session.DoAsync([string.Create(CultureInfo.InvariantCulture, $"hold {(long)limit.TotalMilliseconds}")], cancellationToken);

    /// <summary>Nothing where the container was made from an image that can't tell.</summary>
    public async Task<TimeSpan> ReadHoldAsync(CancellationToken cancellationToken)
    {
        try
        {
            return TimeSpan.FromMilliseconds(
                long.Parse((await session.DoAsync(["held"], cancellationToken))[0], CultureInfo.InvariantCulture));
        }
        catch (RouterException) when (!cancellationToken.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
    }

    private static string Flip(CaddyState state) => $"flip {state.Word} {Encode(state.ToJson())}";

    private static string Encode(string content) => Convert.ToHexString(Encoding.UTF8.GetBytes(content));
}
