using System.Text.Json;
using Slipway.Routing;

namespace Slipway.Routers.HAProxy;

/// <summary>
/// All that the durable configuration is made from. It stands as one comment line at the head of that configuration, so that both are
/// replaced by one rename, and so that any machine can admit a slot without knowing the routes.
/// </summary>
/// <param name="Blue">The blue slot.</param>
/// <param name="Green">The green slot.</param>
/// <param name="Generation">Counts the reloads: which worker is the current one.</param>
internal sealed record RouterModel(SlotModel Blue, SlotModel Green, int Generation)
{
    private const string Mark = "# slipway: ";

    public static RouterModel Empty { get; } = new(SlotModel.Empty, SlotModel.Empty, LiveMap.Initial.Generation);

    public SlotModel In(Slot slot) => slot == Slot.Blue ? Blue : Green;

    public RouterModel With(Slot slot, SlotModel model) => slot == Slot.Blue ? this with { Blue = model } : this with { Green = model };

    /// <summary>What only a reload can change: everything but which replicas are admitted, and who is shown them.</summary>
    public RouterModel WithoutServers() => new(
        Blue with { Servers = [], PreviewToken = null }, Green with { Servers = [], PreviewToken = null }, Generation: 0);

    /// <summary>The model as a line without line break: JSON escapes every control character.</summary>
    public string ToLine() => Mark[2..] + JsonSerializer.Serialize(this, RouterModelJson.Default.RouterModel);

    /// <exception cref="RouterException">The configuration is not one that Slipway wrote.</exception>
    public static RouterModel FromConfiguration(string configuration)
    {
        var line = configuration.Split('\n').FirstOrDefault(line => line.StartsWith(Mark, StringComparison.Ordinal))
            ?? throw new RouterException(
                "The router's durable configuration is not one that Slipway wrote: its first comment is missing. `Reset` starts anew.");
        try
        {
            return JsonSerializer.Deserialize(line[Mark.Length..], RouterModelJson.Default.RouterModel) ?? Empty;
        }
        catch (JsonException error)
        {
            throw new RouterException($"The router's durable configuration can't be read: {error.Message}. `Reset` starts anew.", error);
        }
    }
}
