namespace Slipway.Keeper;

/// <summary>The images that a release runs from, and the secrets that it has.</summary>
/// <param name="Content">The number under which this content was first released.</param>
/// <param name="References">By digest.</param>
internal sealed record ReleaseImages(int Content, IReadOnlyList<string> References)
{
    /// <summary>The versions of its secrets, by name.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public static ReleaseImages Of(ReleaseRecord record) => Of(record.Content, record.Images, record.Secrets);

    public static ReleaseImages Of(BegunRelease release) => Of(release.Content, release.Images, release.Secrets);

    /// <summary>Those that stay: of the last so many contents.</summary>
    /// <param name="releases">Everything that went live.</param>
    /// <param name="retention">How many contents stay, 1 or more.</param>
    public static IReadOnlyList<ReleaseImages> Retained(IReadOnlyList<ReleaseImages> releases, int retention)
    {
        var contents = releases.Select(release => release.Content).Distinct().OrderDescending().Take(retention).ToHashSet();
        return [.. releases.Where(release => contents.Contains(release.Content))];
    }

    private static ReleaseImages Of(int content, IReadOnlyDictionary<string, string> images, IReadOnlyDictionary<string, string>? secrets)
    {
        var release = new ReleaseImages(content, [.. images.Values]);
        return secrets is null ? release : release with { Secrets = secrets };
    }
}
