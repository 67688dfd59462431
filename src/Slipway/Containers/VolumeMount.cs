namespace Slipway.Containers;

/// <summary>A named volume inside a container.</summary>
public sealed record VolumeMount(string Volume, string Path, bool ReadOnly = false);
