using System.Text.Json;
using Slipway.Releases;
using Slipway.Routing;

namespace Slipway.Routers.HAProxy;

/// <summary>
/// All that the durable configuration is made from. It stands as one comment line at the head of that configuration, so that both are
/// replaced by one rename, and so that any machine can admit a slot without knowing the routes.
/// </summary>
internal sealed record RouterModel(IReadOnlyList<ServiceRoute> Routes, IReadOnlyList<ServerName> Blue, IReadOnlyList<ServerName> Green)
{
    private const string Mark = "# slipway: ";

    public static RouterModel Empty { get; } = new([], [], []);

    public IReadOnlyList<ServerName> Servers(Slot slot) => slot == Slot.Blue ? Blue : Green;

    public RouterModel With(Slot slot, IReadOnlyList<ServerName> servers) => slot == Slot.Blue ? this with { Blue = servers } : this with { Green = servers };

    /// <summary>The model as a line without line break: JSON escapes every control character.</summary>
    public string ToLine() => Mark[2..] + JsonSerializer.Serialize(this, RouterModelJson.Default.RouterModel);

    /// <exception cref="RouterException">The configuration is not one that Slipway wrote.</exception>
    public static RouterModel FromConfiguration(string configuration)
    {
        var line = configuration.Split('\n').FirstOrDefault(line => line.StartsWith(Mark, StringComparison.Ordinal))
            ?? throw new RouterException("The router's durable configuration is not one that Slipway wrote: its first comment is missing. `Reset` starts anew.");
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
