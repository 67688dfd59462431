namespace Slipway.Containers;

/// <summary>A container as the engine sees it.</summary>
public sealed record ContainerState
{
    public required string Name { get; init; }

    public required string Id { get; init; }

    /// <summary>The image reference that the container was created from.</summary>
    public required string Image { get; init; }

    public required ContainerStatus Status { get; init; }

    /// <summary>The exit code of the last run; null while it runs or before it ran.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The container's own HEALTHCHECK: <c>healthy</c>, <c>unhealthy</c>, <c>starting</c>; null if it has none.</summary>
    public string? Health { get; init; }

    /// <summary>Its address inside the network that it was created with; null while it does not run.</summary>
    public string? Address { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>The host's ports that lead to it while it runs, as it was created. Default none.</summary>
    public IReadOnlyList<PublishedPort> Ports { get; init; } = [];

    /// <summary>It does not run, and the engine is not going to start it.</summary>
    public bool IsStopped => Status is ContainerStatus.Created or ContainerStatus.Exited;
}
