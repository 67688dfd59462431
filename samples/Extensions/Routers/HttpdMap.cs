using System.Globalization;
using Slipway.Routers.Foundation;
using Slipway.Routing;

namespace Extensions.Routers;

/// <summary>
/// The one file that httpd goes by: a line a key, its alternatives parted by bars. Pure; the same state gives the same text.
/// </summary>
internal static class HttpdMap
{
    public const string Path = ProxyImage.Folder + "/router.map";

    /// <summary>httpd reads a line of a map up to 1024 characters: 20 addresses fit, IPv6 included.</summary>
    public const int MostReplicas = 20;

    private const string Origin = "#slipway ";
    private const int LongestComment = 900;

    /// <summary>What the file was made from stands in its comments, so that both are replaced by one rename.</summary>
    public static string Render(DurableState state)
    {
        var text = new ConfigurationWriter();
        var lines = state.ToJson().ReplaceLineEndings("").Chunk(LongestComment).Select(part => $"{Origin}{new string(part)}\n");
        foreach (var (slot, admitted) in state.Slots)
        {
            text.Line($"{slot} {Join([.. admitted.Endpoints.Select(Address)])}");
            if (admitted.PreviewToken is { } token)
            {
                text.Line($"preview-{slot}-{token} {slot}");
            }
        }

        if (state.Split != Split.None)
        {
            var parts = Shares(state).SelectMany(share => Enumerable.Repeat(ConfigurationText.Of($"{share.Slot}"), share.Parts));
            text.Line($"live {Join([.. parts])}");
        }

        if (state.Maintenance)
        {
            text.Line($"page maintenance");
        }

        var entries = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Concat(lines) + string.Concat(entries.Select(line => $"{line}\n"));
    }

    /// <exception cref="RouterException">The file is not one that this router wrote.</exception>
    public static DurableState Parse(string file) => DurableState.FromJson(string.Concat(
        file.Split('\n').Where(line => line.StartsWith(Origin, StringComparison.Ordinal)).Select(line => line[Origin.Length..])));

    /// <summary>How often each slot stands among the alternatives: as few as keep the shares exact.</summary>
    private static IEnumerable<(string Slot, int Parts)> Shares(DurableState state)
    {
        var divisor = state.Share.Values.Aggregate(Divisor);
        return state.Share.OrderBy(share => share.Key, StringComparer.Ordinal).Select(share => (share.Key, share.Value / divisor));
    }

    private static int Divisor(int first, int second) => second == 0 ? first : Divisor(second, first % second);

    private static ConfigurationText Address(ServiceEndpoint endpoint)
    {
        RoutingRules.Require(endpoint);
        return endpoint.Address.Contains(':', StringComparison.Ordinal)
            ? ConfigurationText.Of($"[{endpoint.Address}]:{endpoint.Port.ToString(CultureInfo.InvariantCulture)}")
            : ConfigurationText.Of($"{endpoint.Address}:{endpoint.Port}");
    }

    private static ConfigurationText Join(IReadOnlyList<ConfigurationText> parts) =>
        parts.Skip(1).Aggregate(parts[0], (all, part) => ConfigurationText.Of($"{all}|{part}"));
}
