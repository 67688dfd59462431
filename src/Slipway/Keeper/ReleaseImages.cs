namespace Slipway.Keeper;

/// <summary>The images that a release runs from.</summary>
/// <param name="Content">The number under which this content was first released.</param>
/// <param name="References">By digest.</param>
internal sealed record ReleaseImages(int Content, IReadOnlyList<string> References)
{
    public static ReleaseImages Of(ReleaseRecord record) => new(record.Content, [.. record.Images.Values]);

    public static ReleaseImages Of(BegunRelease release) => new(release.Content, [.. release.Images.Values]);
}
