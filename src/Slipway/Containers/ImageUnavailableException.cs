namespace Slipway.Containers;

/// <summary>An image is neither on the engine nor to be had from its registry.</summary>
/// <param name="reference">The image.</param>
/// <param name="reason">Why not, in the engine's or the registry's words.</param>
/// <param name="cause">The refused call, when there is one.</param>
public sealed class ImageUnavailableException(string reference, string reason, Exception? cause = null)
    : SlipwayException($"The image {reference} is not to be had: {reason}", cause)
{
    /// <summary>The image.</summary>
    public string Reference { get; } = reference;

    /// <summary>Why it is not to be had, in the engine's or the registry's words.</summary>
    public string Reason { get; } = reason;
}
