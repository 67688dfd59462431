namespace Slipway.Containers;

/// <summary>An image as the engine sees it.</summary>
/// <param name="Id">The engine's id of the image.</param>
/// <param name="Digests">References by digest, <c>repository@sha256:…</c>.</param>
/// <param name="Tags">References by tag.</param>
/// <param name="SizeBytes">Size of all layers, in bytes.</param>
/// <param name="CreatedAt">When it was built.</param>
public sealed record ImageState(
    string Id, IReadOnlyList<string> Digests, IReadOnlyList<string> Tags, long SizeBytes, DateTimeOffset CreatedAt);
