namespace Slipway.Containers;

/// <summary>What an <see cref="ImageSweep"/> took.</summary>
/// <param name="Images">Each image that is gone from the engine, by its name.</param>
/// <param name="Manifests">Each one that is gone from a registry of Slipway's own: <c>repository@sha256:…</c>.</param>
/// <param name="Notes">What could not be taken now, and why: sentences.</param>
public sealed record SweptImages(IReadOnlyList<string> Images, IReadOnlyList<string> Manifests, IReadOnlyList<string> Notes)
{
    /// <summary>Nothing.</summary>
    public static SweptImages None { get; } = new([], [], []);
}
