using Slipway.Routers.Foundation;
using Slipway.Routing;

namespace Slipway.Routers.HAProxy;

/// <summary>
/// The map of the tokens by which slots are shown over the preview route. A file of its own: HAProxy reads all values of a map in one way,
/// and those of <see cref="LiveMap"/> are numbers. The model in the configuration says what stands in it.
/// </summary>
internal static class PreviewMap
{
    public const string Path = ProxyImage.Folder + "/preview.map";

    /// <summary>How long a token is, so that what stands there for none is none.</summary>
    public const int TokenLength = 32;

    private const string None = "none";

    public static IEnumerable<(string Key, string Value)> Entries(RouterModel model) =>
        Enum.GetValues<Slot>().Select(slot => (slot.Label(), model.In(slot).PreviewToken ?? None));

    /// <summary>The durable file, which the proxy reads when it starts.</summary>
    public static string ToFile(RouterModel model) => string.Concat(Entries(model).Select(entry => $"{entry.Key} {entry.Value}\n"));
}
