namespace Slipway.Containers;

/// <summary>A named volume inside a container.</summary>
/// <param name="Volume">The volume's name.</param>
/// <param name="Path">Where it appears in the container, absolute.</param>
/// <param name="ReadOnly">Whether the container may only read it. Default false.</param>
public sealed record VolumeMount(string Volume, string Path, bool ReadOnly = false);
