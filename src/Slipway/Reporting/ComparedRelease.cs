using System.Text.Json;
using Slipway.Applications;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Plans;

namespace Slipway.Reporting;

/// <summary>One side of a comparison.</summary>
/// <param name="Title">What it is, for a person.</param>
/// <param name="Version">Its version.</param>
/// <param name="Commit">The commit that it was built from.</param>
/// <param name="Images">By digest, by name; null for one that is not pushed yet.</param>
/// <param name="Description">What belongs to the release; null where nothing tells.</param>
/// <param name="Secrets">The versions of its secrets, by name, as far as they are known; null where nothing tells.</param>
internal sealed record ComparedRelease(
    string Title, string Version, string Commit, IReadOnlyDictionary<string, string?> Images, ReleaseDescription? Description,
    IReadOnlyDictionary<string, string>? Secrets)
{
    /// <summary>A release that was recorded.</summary>
    public static ComparedRelease Of(Application application, ObservedState state, ReleaseRecord record) => new(
        $"release {record.Number}{(state.LiveRelease == record ? ", which is live" : "")} (version {record.Version})",
        record.Version, record.Commit,
        record.Images.ToDictionary(image => image.Key, string? (image) => image.Value, StringComparer.Ordinal),
        Recollection.Find(application, state, record),
        record.Secrets);

    /// <summary>A release that has all the traffic, and no record yet.</summary>
    public static ComparedRelease Of(BegunRelease begun) => new(
        $"release {begun.Number}, which is live (version {begun.Version})", begun.Version, begun.Commit,
        begun.Images.ToDictionary(image => image.Key, string? (image) => image.Value, StringComparer.Ordinal),
        begun.Description,
        begun.Secrets);

    /// <summary>What would be released. An image of the version that it is compared with is taken for the same until it is built.</summary>
    public static ComparedRelease Of(
        Application application, ReleaseRequest request, IReadOnlyDictionary<string, string> secrets, ComparedRelease before) => new(
        $"what would be released (version {request.Version})", request.Version, request.Commit,
        application.Images.ToDictionary(
            image => image.Name,
            image => request.Images.GetValueOrDefault(image.Name)
                ?? (request.Version == before.Version ? before.Images.GetValueOrDefault(image.Name) : null),
            StringComparer.Ordinal),
        ReleaseDescription.Of(application),
        secrets);

    /// <summary>In what the live release differs from what would be released, as paths; empty when nothing is live.</summary>
    public static IReadOnlyList<string> FindChanges(
        Application application, ObservedState state, ReleaseRequest request, IReadOnlyDictionary<string, string>? secrets)
    {
        if (state.LiveRelease is not { } live)
        {
            return [];
        }

        var before = Of(application, state, live);
        var after = Of(application, request, secrets ?? new Dictionary<string, string>(StringComparer.Ordinal), before);
        return [.. before.CompareWith(after).Differences.Select(difference => difference.Path)];
    }

    /// <summary>In what <paramref name="after"/> differs from this.</summary>
    public ReleaseComparison CompareWith(ComparedRelease after)
    {
        string[] forgotten = [.. new[] { this, after }.Where(side => side.Description is null).Select(side => side.Title)];
        IEnumerable<ReleaseDifference> described = Description is { } one && after.Description is { } other
            ? Walk("", one.Json, other.Json)
            : [];
        return new ReleaseComparison(Title, after.Title,
        [
            .. Unless(Version == after.Version, "version", Version, after.Version),
            .. Unless(Commit == after.Commit, "commit", Commit, after.Commit),
            .. CompareImages(after),
            .. described,
            .. CompareSecrets(after),
        ])
        {
            Notes = [.. forgotten.Select(side => $"{char.ToUpperInvariant(side[0])}{side[1..]} was recorded without its description.")],
        };
    }

    private IEnumerable<ReleaseDifference> CompareImages(ComparedRelease after) =>
        from name in Images.Keys.Union(after.Images.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
        let before = Shown(Images, name)
        let now = Shown(after.Images, name)
        where before.Reference != now.Reference || before.Is != now.Is
        let moved = before.Reference is { } old && now.Reference is { } other && old.Split('@')[0] != other.Split('@')[0]
        select new ReleaseDifference($"images/{name}", Short(before, moved), Short(now, moved));

    /// <summary>Another value of a secret that both have: neither is told, nor its version, which tells nobody anything.</summary>
    private IEnumerable<ReleaseDifference> CompareSecrets(ComparedRelease after) =>
        from secret in (Secrets ?? Enumerable.Empty<KeyValuePair<string, string>>()).OrderBy(secret => secret.Key, StringComparer.Ordinal)
        where after.Secrets?.GetValueOrDefault(secret.Key) is { } now && now != secret.Value
        select new ReleaseDifference($"secrets/{secret.Key}", "one value", "another value");

    private static (bool Is, string? Reference) Shown(IReadOnlyDictionary<string, string?> images, string name) =>
        (images.TryGetValue(name, out var reference), reference);

    /// <summary>Enough of a digest to tell it from another, and where it is from only where that differs.</summary>
    private static string? Short((bool Is, string? Reference) image, bool moved)
    {
        const int Digits = 12;
        if (image.Reference is not { } reference)
        {
            return image.Is ? "(not pushed yet)" : null;
        }

        var digest = reference[(reference.IndexOf(':', reference.IndexOf('@', StringComparison.Ordinal) + 1) + 1)..];
        var text = reference.Contains("@sha256:", StringComparison.Ordinal)
            ? $"sha256:{(digest.Length > Digits ? digest[..Digits] : digest)}"
            : reference;
        return moved && reference.Contains('@', StringComparison.Ordinal) ? $"{reference.Split('@')[0]}@{text}" : text;
    }

    private static IEnumerable<ReleaseDifference> Walk(string path, JsonElement? before, JsonElement? after)
    {
        if (before is { } one && after is { } other)
        {
            if (JsonElement.DeepEquals(one, other))
            {
                return [];
            }

            if (one.ValueKind == JsonValueKind.Object && other.ValueKind == JsonValueKind.Object)
            {
                return
                    from name in Names(one).Union(Names(other), StringComparer.Ordinal)
                    from difference in Walk(Below(path, name), Find(one, name), Find(other, name))
                    select difference;
            }

            if (Parts(one) is { } parts && Parts(other) is { } others)
            {
                return
                    from name in parts.Keys.Union(others.Keys, StringComparer.Ordinal)
                    let part = parts.GetValueOrDefault(name)
                    let its = others.GetValueOrDefault(name)
                    from difference in part.ValueKind == its.ValueKind
                        ? Walk(Below(path, name), part, its)
                        : [new ReleaseDifference(Below(path, name), IsThere(part), IsThere(its))]
                    select difference;
            }
        }

        return Unless(Text(before) == Text(after), path, Text(before), Text(after));
    }

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(property => property.Name);

    private static JsonElement? Find(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value : null;

    /// <summary>The elements of a list by their names; null for a list of anything that has none.</summary>
    private static Dictionary<string, JsonElement>? Parts(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(part =>
            part.ValueKind == JsonValueKind.Object && part.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String)
            ? list.EnumerateArray().DistinctBy(part => part.GetProperty("name").GetString()!, StringComparer.Ordinal)
                .ToDictionary(part => part.GetProperty("name").GetString()!, StringComparer.Ordinal)
            : null;

    private static string? IsThere(JsonElement part) => part.ValueKind == JsonValueKind.Undefined ? null : "there";

    private static string? Text(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        // What stands on one side alone is named, not spread out.
        { ValueKind: JsonValueKind.Object } whole =>
            whole.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : "there",
        { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } plain && !plain.Any(char.IsControl) => plain,
        { } other => other.GetRawText(),
    };

    private static string Below(string path, string name) => path.Length == 0 ? name : $"{path}/{name}";

    private static IEnumerable<ReleaseDifference> Unless(bool same, string path, string? before, string? after) =>
        same ? [] : [new ReleaseDifference(path, before, after)];
}
