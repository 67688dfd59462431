using System.Text.Json;
using System.Text.Json.Serialization;
using Slipway.Routing;

namespace Slipway.Routers.Foundation;

/// <summary>
/// All that a release changes of the router: one file on its volume, so that any change of it is one rename. It is data, never program
/// text: no value in it can become anything but a value.
/// </summary>
/// <param name="Share">Percent of new requests by slot (<c>blue</c>, <c>green</c>), together 100; both 0 before the first release.</param>
/// <param name="Canary">The slot that marked requests go to; null: none.</param>
/// <param name="Maintenance">Whether the maintenance page is on.</param>
/// <param name="Slots">The admitted slots, by <c>blue</c> and <c>green</c>.</param>
public sealed record DurableState(
    IReadOnlyDictionary<string, int> Share, string? Canary, bool Maintenance, IReadOnlyDictionary<string, AdmittedSlot> Slots)
    : IProxyState<DurableState>
{
    /// <summary>Before the first release.</summary>
    public static DurableState Initial { get; } = new DurableState(
        new Dictionary<string, int>(StringComparer.Ordinal),
        null,
        Maintenance: false,
        new Dictionary<string, AdmittedSlot>(StringComparer.Ordinal)).With(Split.None);

    /// <inheritdoc/>
    [JsonIgnore]
    public Split Split
    {
        get
        {
            var split = (Share["blue"], Share["green"]) is (0, 0) ? Split.None : Split.Weighted(Slot.Green, Share["green"]);
            return SlotExtensions.Parse(Canary) is { } canary ? Split.CanaryOf(canary, split.Share(canary)) : split;
        }
    }

    /// <inheritdoc/>
    public bool IsAdmitted(Slot slot) => Slots.ContainsKey(slot.Label());

    /// <inheritdoc/>
    public DurableState With(Split split) => this with
    {
        Share = Enum.GetValues<Slot>().ToDictionary(slot => slot.Label(), split.Share, StringComparer.Ordinal),
        Canary = split.Canary?.Label(),
    };

    /// <inheritdoc/>
    public DurableState WithMaintenance(bool on) => this with { Maintenance = on };

    /// <inheritdoc/>
    /// <exception cref="ConfigurationValueException">A value is not one that a router may be given.</exception>
    /// <exception cref="RouterException">A service without an endpoint, or an endpoint without a route.</exception>
    public DurableState With(SlotAdmission admission) => this with
    {
        Slots = new SortedDictionary<string, AdmittedSlot>(Slots.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal)
        {
            [admission.Slot.Label()] = AdmittedSlot.From(admission),
        },
    };

    /// <inheritdoc/>
    public DurableState Without(Slot slot) => this with
    {
        Slots = Slots.Where(pair => !string.Equals(pair.Key, slot.Label(), StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal),
    };

    /// <summary>The text that <see cref="FromJson"/> reads; the same state gives the same text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DurableStateJson.Default.DurableState);

    /// <summary>The state that a text is of.</summary>
    /// <exception cref="RouterException">The text is not one that Slipway wrote.</exception>
    public static DurableState FromJson(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, DurableStateJson.Default.DurableState) is { Share.Count: 2, Slots: not null } state
                ? state
                : throw new RouterException("The router's durable state is not one that Slipway wrote. `Reset` starts anew.");
        }
        catch (JsonException error)
        {
            throw new RouterException($"The router's durable state can't be read: {error.Message}. `Reset` starts anew.", error);
        }
    }
}
