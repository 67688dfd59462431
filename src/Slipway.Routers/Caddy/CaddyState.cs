using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Slipway.Routers.Foundation;
using Slipway.Routing;

namespace Slipway.Routers.Caddy;

/// <summary>All that a release changes of the router.</summary>
/// <param name="BlueShare">Percent of new requests; 0 like <paramref name="GreenShare"/> before the first release.</param>
/// <param name="GreenShare">Percent of new requests.</param>
/// <param name="Canary">The slot that marked requests go to.</param>
/// <param name="Maintenance">Whether the maintenance page is on.</param>
/// <param name="Blue">Null while the slot is not admitted.</param>
/// <param name="Green">Null while the slot is not admitted.</param>
internal sealed record CaddyState(int BlueShare, int GreenShare, string? Canary, bool Maintenance, CaddySlot? Blue, CaddySlot? Green)
    : IProxyState<CaddyState>
{
    private const int Chances = 0x10000;

    public static CaddyState Initial { get; } = new(0, 0, null, Maintenance: false, null, null);

    [JsonIgnore]
    public Split Split
    {
        get
        {
            var split = (BlueShare, GreenShare) is (0, 0) ? Split.None : Split.Weighted(Routing.Slot.Green, GreenShare);
            return SlotExtensions.Parse(Canary) is { } canary ? Split.CanaryOf(canary, split.Share(canary)) : split;
        }
    }

    /// <summary>
    /// The state as one file name, which decides every request: maintenance, the draws below which a request is green's, the tables of
    /// both slots, the canary's slot. A draw is a random text of hexadecimal digits, so that "g" is above and "0" below all of them.
    /// </summary>
    [JsonIgnore]
    public string Word => $"m{(Maintenance ? 1 : 0)},s{Threshold},b{Blue?.Table},g{Green?.Table},c{Canary}";

    private string Threshold => (BlueShare, GreenShare) switch
    {
        (0, 0) => "",
        (0, _) => "g",
        (_, 0) => "0",
        _ => (GreenShare * Chances / 100).ToString("x4", CultureInfo.InvariantCulture),
    };

    public CaddySlot? Slot(Slot slot) => slot == Routing.Slot.Blue ? Blue : Green;

    public CaddyState With(Split split) => this with { BlueShare = split.Blue, GreenShare = split.Green, Canary = split.Canary?.Label() };

    public CaddyState WithMaintenance(bool on) => this with { Maintenance = on };

    public CaddyState With(SlotAdmission admission) => With(
        admission.Slot, new CaddySlot(SlotTable.From(admission).Id, RoutingRules.InOrder(admission.Table), admission.Endpoints));

    public CaddyState Without(Slot slot) => With(slot, admitted: null);

    public CaddyState With(Slot slot, CaddySlot? admitted) =>
        slot == Routing.Slot.Blue ? this with { Blue = admitted } : this with { Green = admitted };

    public bool IsAdmitted(Slot slot) => Slot(slot) is not null;

    public string ToJson() => JsonSerializer.Serialize(this, CaddyJson.Default.CaddyState);

    /// <exception cref="RouterException">The text is not one that Slipway wrote.</exception>
    public static CaddyState FromJson(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, CaddyJson.Default.CaddyState)
                ?? throw new RouterException("The router's durable state is not one that Slipway wrote. `Reset` starts anew.");
        }
        catch (JsonException error)
        {
            throw new RouterException($"The router's durable state can't be read: {error.Message}. `Reset` starts anew.", error);
        }
    }
}
