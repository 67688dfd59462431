namespace Slipway.Containers;

/// <summary>An image could not be built.</summary>
/// <param name="image">The name or reference that it would have got.</param>
/// <param name="reason">What the builder said, its last lines included.</param>
/// <param name="cause">The failed build.</param>
public sealed class ImageBuildException(string image, string reason, Exception? cause = null)
    : SlipwayException($"The image {image} could not be built: {reason}", cause)
{
    /// <summary>The name or reference that it would have got.</summary>
    public string Image { get; } = image;
}
