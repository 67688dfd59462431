namespace Slipway.Applications;

/// <summary>A container that every release starts anew: a service or a worker.</summary>
public abstract record Workload
{
    /// <summary>Lower-case letters, digits and dashes, starts with a letter, at most 40 characters; unique in the application.</summary>
    public required string Name { get; init; }

    public required ImageSource Image { get; init; }

    /// <summary>Replaces the image's command; empty keeps it.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyList<SecretFile> Secrets { get; init; } = [];

    /// <summary>User and group id that the container runs as and its secrets belong to, 1 to 65,535. Default 10001. Never root.</summary>
    public int UserId { get; init; } = 10001;

    /// <summary>Memory limit in MiB, 16 to 1,048,576. Default 512. There is no swap beyond it.</summary>
    public int MemoryMegabytes { get; init; } = 512;

    /// <summary>Most processes and threads, 1 to 65,536. Default 512.</summary>
    public int ProcessLimit { get; init; } = 512;

    /// <summary>Whether the container may write to its own root file system. Default false; <c>/tmp</c> is always writable.</summary>
    public bool WritableRootFileSystem { get; init; }
}
