using System.Globalization;
using Slipway.Releases;
using Slipway.Routing;

namespace Slipway.Routers.Caddy;

/// <summary>What the tally counted of a slot since the proxy started.</summary>
/// <param name="Requests">Answered, or given up by the client.</param>
/// <param name="Errors">Of these, answered with 5xx.</param>
/// <param name="Milliseconds">Mean of the last 1024, from the first byte of the request to the last of the answer.</param>
internal sealed record SlotTally(long Requests, long Errors, double Milliseconds)
{
    /// <exception cref="RouterException">No line of this slot.</exception>
    public static SlotTally Parse(IReadOnlyList<string> lines, Slot slot)
    {
        var fields = lines.Select(line => line.Split(' ')).FirstOrDefault(fields => fields.Length == 4 && fields[0] == slot.Label());
        return fields is not null
            && long.TryParse(fields[1], CultureInfo.InvariantCulture, out var requests)
            && long.TryParse(fields[2], CultureInfo.InvariantCulture, out var errors)
            && double.TryParse(fields[3], CultureInfo.InvariantCulture, out var milliseconds)
                ? new SlotTally(requests, errors, milliseconds)
                : throw new RouterException($"The router was expected to answer its tally, not: {string.Join(" | ", lines.Take(3))}");
    }

    /// <summary>The traffic since <paramref name="start"/>; since the proxy started if that is null or was before the proxy's last start.</summary>
    public SlotStatistics Since(SlotTally? start)
    {
        var from = start is not null && start.Requests <= Requests && start.Errors <= Errors ? start : new SlotTally(0, 0, 0);
        var requests = Requests - from.Requests;
        return new SlotStatistics(requests, Errors - from.Errors, requests == 0 ? null : TimeSpan.FromMilliseconds(Milliseconds));
    }
}
