namespace Slipway.Containers;

/// <summary>
/// What a container is created from. The defaults are the tight ones: no capability, no new privileges, read-only root file system,
/// limits of memory and processes, restarted by the engine unless it was stopped.
/// </summary>
public sealed record ContainerSpec
{
    /// <summary>1 MiB in bytes.</summary>
    public const long Mebibyte = 1024 * 1024;

    /// <summary>Unique on the engine, and the host name inside <see cref="Network"/>: at most 63 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Image reference or id: by digest for everything that is released.</summary>
    public required string Image { get; init; }

    /// <summary>Replaces the image's entry point; empty keeps it.</summary>
    public IReadOnlyList<string> Entrypoint { get; init; } = [];

    /// <summary>Replaces the image's command; empty keeps it.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Variables by name. Whoever may inspect the container sees them, so secrets come as files. Default none.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What says whose container this is. At least the owner's label, or nobody will ever touch it again.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>The network to join; null joins none.</summary>
    public string? Network { get; init; }

    /// <summary>Further names of this container inside <see cref="Network"/>.</summary>
    public IReadOnlyList<string> NetworkAliases { get; init; } = [];

    /// <summary>The named volumes that it sees. Folders of the host are not mounted. Default none.</summary>
    public IReadOnlyList<VolumeMount> Mounts { get; init; } = [];

    /// <summary>In-memory folders, by absolute path. Default <c>/tmp</c>, so that a read-only root file system stays usable.</summary>
    public IReadOnlyList<string> TemporaryFolders { get; init; } = ["/tmp"];

    /// <summary>How much each of <see cref="TemporaryFolders"/> may hold, in bytes; null (the default) for the engine's limit.</summary>
    public long? TemporaryBytes { get; init; }

    /// <summary>Whether programs may be run from <see cref="TemporaryFolders"/>. Default false.</summary>
    public bool TemporaryExecutable { get; init; }

    /// <summary>The ports of the host that lead to it. Default none: it is reached inside its network alone.</summary>
    public IReadOnlyList<PublishedPort> Ports { get; init; } = [];

    /// <summary>User and group, <c>uid[:gid]</c>; null keeps the image's.</summary>
    public string? User { get; init; }

    /// <summary>Memory limit in bytes, at least 6 MiB; there is no swap beyond it. Default 512 MiB.</summary>
    public long MemoryBytes { get; init; } = 512 * Mebibyte;

    /// <summary>Most processes and threads. Default 512.</summary>
    public int ProcessLimit { get; init; } = 512;

    /// <summary>Whether only mounts and <see cref="TemporaryFolders"/> can be written to. Default true.</summary>
    public bool ReadOnlyRootFileSystem { get; init; } = true;

    /// <summary>Capabilities to add after all were dropped, without the <c>CAP_</c> prefix. Default none.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>
    /// Default true: the engine starts the container again when it died, or the engine itself was restarted or killed, unless it was told
    /// to stop it.
    /// </summary>
    public bool Restart { get; init; } = true;

    /// <summary>
    /// How long whoever stops the container without saying so waits for its end, in whole seconds, before it is killed. Null is the
    /// engine's default, 10 s.
    /// </summary>
    public TimeSpan? StopGrace { get; init; }

    /// <summary>Runs a minimal init as process 1, which forwards signals and reaps zombies. Default false.</summary>
    public bool Init { get; init; }
}
