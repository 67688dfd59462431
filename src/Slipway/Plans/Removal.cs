namespace Slipway.Plans;

/// <summary>What a reset takes from a target, by name.</summary>
public sealed record Removal
{
    /// <summary>Whether there is nothing to take.</summary>
    public bool IsEmpty => Containers.Count + Data.Count + Volumes.Count + Networks.Count + Images.Count + Manifests.Count == 0;

    /// <summary>The keeper last: its lock keeps others away, and a reset that is cut off can be seen and run again.</summary>
    public required IReadOnlyList<string> Containers { get; init; }

    /// <summary>Volumes of the application's shared services, which nothing brings back.</summary>
    public required IReadOnlyList<string> Data { get; init; }

    /// <summary>All other volumes: state, secrets, the router's files.</summary>
    public required IReadOnlyList<string> Volumes { get; init; }

    /// <summary>Volumes that stay; empty unless the data is kept.</summary>
    public required IReadOnlyList<string> Kept { get; init; }

    /// <summary>Networks.</summary>
    public required IReadOnlyList<string> Networks { get; init; }

    /// <summary>Images on the engine, by digest or name. One that another application needs, or a container runs from, stays.</summary>
    public required IReadOnlyList<string> Images { get; init; }

    /// <summary>Images in a registry that Slipway itself started, by digest. Default none.</summary>
    public IReadOnlyList<string> Manifests { get; init; } = [];
}
