namespace Slipway.Containers;

/// <summary>An image is neither on the engine nor to be had from its registry.</summary>
public sealed class ImageUnavailableException(string reference, string reason, Exception? cause = null)
    : SlipwayException(ExitCode.Failed, $"The image {reference} is not to be had: {reason}", cause);
