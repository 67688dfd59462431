using System.Net.Http.Headers;

namespace Slipway.Docker.Registry;

/// <summary>A registry's demand for a token: where to get one, and for what.</summary>
/// <param name="Realm">The token service.</param>
/// <param name="Service">The registry's own name for itself; null when it gave none.</param>
/// <param name="Scope">What the token must allow; null when it gave none.</param>
internal sealed record BearerChallenge(Uri Realm, string? Service, string? Scope)
{
    /// <summary>The first challenge of that kind in an answer, or null.</summary>
    public static BearerChallenge? Find(IEnumerable<AuthenticationHeaderValue> challenges)
    {
        var parameter = challenges.FirstOrDefault(challenge => string.Equals(challenge.Scheme, "Bearer", StringComparison.OrdinalIgnoreCase))?.Parameter;
        return parameter is not null
            && Parameters(parameter) is var named
            && Uri.TryCreate(named.GetValueOrDefault("realm"), UriKind.Absolute, out var realm)
                ? new BearerChallenge(realm, named.GetValueOrDefault("service"), named.GetValueOrDefault("scope"))
                : null;
    }

    /// <summary>The address to ask for the token.</summary>
    public Uri TokenAddress
    {
        get
        {
            var query = new[] { ("service", Service), ("scope", Scope) }
                .Where(part => part.Item2 is not null)
                .Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2!)}");
            var before = Realm.Query.Length > 1 ? [Realm.Query[1..]] : Array.Empty<string>();
            return new UriBuilder(Realm) { Query = string.Join('&', before.Concat(query)) }.Uri;
        }
    }

    private static Dictionary<string, string> Parameters(string text)
    {
        // A scope holds commas of its own ("pull,push"), so the text can't be split at them.
        var named = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var rest = text.AsSpan();
        while (rest.IndexOf('=') is var equals and > 0)
        {
            var name = rest[..equals].Trim(", ").ToString();
            rest = rest[(equals + 1)..];
            var quoted = rest.StartsWith("\"");
            var end = quoted ? rest[1..].IndexOf('"') + 1 : rest.IndexOf(',');
            if (end <= 0)
            {
                end = rest.Length;
            }

            named[name] = rest[..end].Trim('"').ToString();
            rest = rest[Math.Min(rest.Length, quoted ? end + 1 : end)..];
        }

        return named;
    }
}
