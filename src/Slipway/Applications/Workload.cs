namespace Slipway.Applications;

/// <summary>A container that every release starts anew: a service or a worker.</summary>
public abstract record Workload
{
    /// <summary>Lower-case letters, digits and dashes, starts with a letter, at most 40 characters; unique in the application.</summary>
    public required string Name { get; init; }

    /// <summary>What it runs. Workloads whose images have one name must describe them in the same way: it is built once.</summary>
    public required ImageSource Image { get; init; }

    /// <summary>Replaces the image's command; empty keeps it.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>
    /// Variables of the container by name: letters, digits and underscores, no digit first. Visible to whoever inspects it, so no secrets.
    /// Slipway adds <c>SLIPWAY_RELEASE</c>, <c>SLIPWAY_VERSION</c>, <c>SLIPWAY_COMMIT</c> and <c>SLIPWAY_SLOT</c>, unless they are here.
    /// Default none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What it reads as files below <see cref="SecretFile.Folder"/>; each name once. Default none.</summary>
    public IReadOnlyList<SecretFile> Secrets { get; init; } = [];

    /// <summary>User and group id that the container runs as and its secrets belong to, 1 to 65,535. Default 10001. Never root.</summary>
    public int UserId { get; init; } = 10001;

    /// <summary>Memory limit in MiB, 16 to 1,048,576. Default 512. There is no swap beyond it.</summary>
    public int MemoryMegabytes { get; init; } = 512;

    /// <summary>Most processes and threads, 1 to 65,536. Default 512.</summary>
    public int ProcessLimit { get; init; } = 512;

    /// <summary>Whether the container may write to its own root file system. Default false; <c>/tmp</c> is always writable.</summary>
    public bool WritableRootFileSystem { get; init; }

    /// <summary>
    /// How much <c>/tmp</c> may hold, in MiB, 1 to 1,048,576. It is in memory, and what is in it counts towards
    /// <see cref="MemoryMegabytes"/>. Null (the default): as much as that leaves, at most half of the host's memory.
    /// </summary>
    public int? TemporaryMegabytes { get; init; }

    /// <summary>
    /// Whether programs may be run from <c>/tmp</c>, as some runtimes want that unpack their native libraries there. Default false:
    /// whoever gets a file into it can't run it.
    /// </summary>
    public bool TemporaryExecutable { get; init; }
}
