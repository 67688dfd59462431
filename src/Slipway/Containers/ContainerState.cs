namespace Slipway.Containers;

/// <summary>A container as the engine sees it.</summary>
public sealed record ContainerState
{
    /// <summary>The name that it has now; a container can be renamed.</summary>
    public required string Name { get; init; }

    /// <summary>The engine's own name for it, which no other container ever has.</summary>
    public required string Id { get; init; }

    /// <summary>The image reference that the container was created from.</summary>
    public required string Image { get; init; }

    /// <summary>Whether it runs, and if not, how far it has come.</summary>
    public required ContainerStatus Status { get; init; }

    /// <summary>The exit code of the last run; null while it runs or before it ran.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The container's own HEALTHCHECK: <c>healthy</c>, <c>unhealthy</c>, <c>starting</c>; null if it has none.</summary>
    public string? Health { get; init; }

    /// <summary>How often the engine has started it again since it was created, because it had ended. Default 0.</summary>
    public int Restarts { get; init; }

    /// <summary>Whether its last run ended because it wanted more memory than it may have. Default false.</summary>
    public bool OutOfMemory { get; init; }

    /// <summary>Its address inside the network that it was created with; null while it does not run.</summary>
    public string? Address { get; init; }

    /// <summary>When its last run began, by the engine's clock; null before the first.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>What it was created with; labels never change.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>The host's ports that lead to it while it runs, as it was created. Default none.</summary>
    public IReadOnlyList<PublishedPort> Ports { get; init; } = [];

    /// <summary>
    /// What it was created from, as far as the engine shows: command and variables include those of its image. Null (the default) where it
    /// shows nothing.
    /// </summary>
    public ContainerSpec? From { get; init; }

    /// <summary>That it was killed for its memory, and at which limit, to follow its state in a sentence; empty when it was not.</summary>
    internal string WhyKilled => !OutOfMemory ? ""
        : From is { MemoryBytes: > 0 and var limit }
            ? $", killed because it wanted more memory than its limit of {limit / (1024 * 1024)} MiB"
        : ", killed because the host had no more memory for it";

    /// <summary>It does not run, and the engine is not going to start it, or to let it go on.</summary>
    public bool IsStopped => Status is ContainerStatus.Created or ContainerStatus.Exited or ContainerStatus.Paused;

    /// <summary>Its processes are there, held or not.</summary>
    public bool IsAlive => Status is ContainerStatus.Running or ContainerStatus.Paused;

    /// <summary>What it publishes is nobody else's to have.</summary>
    public bool HoldsPorts => IsAlive || Status == ContainerStatus.Restarting;
}
