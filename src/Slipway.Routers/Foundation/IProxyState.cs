using Slipway.Routing;

namespace Slipway.Routers.Foundation;

/// <summary>
/// What a proxy goes by, as its router keeps it: in force, durable, and read back from the proxy or from its volume. Immutable.
/// <see cref="DurableState"/> is one that keeps all of it as a single text.
/// </summary>
/// <typeparam name="TSelf">The type that implements this.</typeparam>
public interface IProxyState<TSelf>
    where TSelf : IProxyState<TSelf>
{
    /// <summary>How new requests are shared; <see cref="Routing.Split.None"/> before the first release.</summary>
    Split Split { get; }

    /// <summary>Whether every request gets the maintenance page.</summary>
    bool Maintenance { get; }

    /// <summary>Whether the slot was admitted and not withdrawn since.</summary>
    bool IsAdmitted(Slot slot);

    /// <summary>The same with another split.</summary>
    TSelf With(Split split);

    /// <summary>The same with the maintenance page on or off.</summary>
    TSelf WithMaintenance(bool on);

    /// <summary>The same with this as all of a slot.</summary>
    TSelf With(SlotAdmission admission);

    /// <summary>The same without this slot.</summary>
    TSelf Without(Slot slot);
}
