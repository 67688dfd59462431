using Slipway.Routers.Foundation;
using Slipway.Routing;

namespace Slipway.Routers.Traefik;

/// <summary>
/// Rules of Traefik's routers. A value stands between back quotes, where Traefik knows no escape; so every value goes through
/// <see cref="ConfigurationText"/>, which lets none with a back quote pass.
/// </summary>
internal static class TraefikRules
{
    public const string Everything = "PathPrefix(`/`)";

    /// <summary>A prefix ends at a slash: /api covers /api and /api/x, not /apis.</summary>
    public static string Of(string? host, string prefix)
    {
        var path = prefix.TrimEnd('/').Length == 0
            ? Everything
            : Text($"(Path(`{prefix.TrimEnd('/')}`) || PathPrefix(`{prefix.TrimEnd('/')}/`))");
        return host is null ? path : Text($"Host(`{host.ToLowerInvariant()}`)") + " && " + path;
    }

    public static string Previewed(string slot, string token) =>
        Text($"Header(`{Preview.Header}`, `{slot}`) && Header(`{Preview.TokenHeader}`, `{token}`)");

    /// <summary>
    /// Names and values of marks are letters, digits and <c>._-</c>; of these only the dot means something in an expression.
    /// </summary>
    public static string Marked(CanaryMark mark)
    {
        RoutingRules.Require(mark);
        return mark.Source == CanaryMarkSource.Header
            ? Text($"Header(`{mark.Name}`, `{mark.Value}`)")
            : "HeaderRegexp(`Cookie`, `(^|;\\s*)" + mark.Name + "=" + mark.Value.Replace(".", "\\.", StringComparison.Ordinal) + "(;|$)`)";
    }

    private static string Text(ConfigurationText text) => text.Finish();
}
