using Slipway.Routing;

namespace Slipway.Routers.Nginx;

/// <summary>What the running proxy sees.</summary>
/// <param name="Up">By slot: whether it is admitted and every replica answers the proxy's checks.</param>
/// <param name="Slots">By slot: its numbers since the proxy started.</param>
internal sealed record NginxSight(IReadOnlyDictionary<string, bool> Up, IReadOnlyDictionary<string, SlotNumbers> Slots)
{
    /// <summary>Seconds that new requests still wait; 0 when they don't.</summary>
    public double Held { get; init; }

    public SlotNumbers Of(Slot slot) => Slots[slot.Label()];

    /// <summary>Requests under way: of the slot, or of one container of it.</summary>
    public int CountInFlight(Slot slot, string? container) =>
        container is null ? Of(slot).Flight.Values.Sum() : Of(slot).Flight.GetValueOrDefault(container);
}
