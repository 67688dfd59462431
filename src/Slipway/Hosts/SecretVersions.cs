namespace Slipway.Hosts;

/// <summary>
/// The versions of a container's secrets, as its label has them: <c>api-key=9f86d081884c7d65 db-password=…</c>, by name; empty for a
/// container that reads none. What an earlier version of Slipway made has no such label.
/// </summary>
internal static class SecretVersions
{
    /// <summary>The label's text; null where the versions are not known, or where the whole release has none.</summary>
    /// <param name="names">The secrets that the container reads.</param>
    /// <param name="versions">Those of its release by name; null where they are not known.</param>
    public static string? Label(IEnumerable<string> names, IReadOnlyDictionary<string, string>? versions)
    {
        string[] sorted = [.. names.Order(StringComparer.Ordinal)];
        return versions is { Count: > 0 } && Array.TrueForAll(sorted, versions.ContainsKey)
            ? string.Join(' ', sorted.Select(name => $"{name}={versions[name]}"))
            : null;
    }

    /// <summary>Whether a container that bears this label has what a release is to have.</summary>
    /// <param name="label">The label's text; null for a container without one.</param>
    /// <param name="versions">Those of the release by name; null: whatever it has will do.</param>
    public static bool Agree(string? label, IReadOnlyDictionary<string, string>? versions) => versions is null or { Count: 0 }
        || label?.Split(' ').Select(pair => pair.Split('=')).All(pair => versions.GetValueOrDefault(pair[0], pair[^1]) == pair[^1]) == true;
}
