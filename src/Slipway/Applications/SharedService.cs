using Slipway.Containers;

namespace Slipway.Applications;

/// <summary>A database, a cache: started once, shared by all releases, never replaced by a release.</summary>
public sealed record SharedService
{
    /// <summary>Also its host name inside the application's network. Same rules as <see cref="Workload.Name"/>.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// What its image is made from, on the target. A recipe that changed takes effect when the container is made anew, never by a release.
    /// </summary>
    public required ImageRecipe Recipe { get; init; }

    /// <summary>Where its durable volume is mounted, absolute; null: it keeps nothing.</summary>
    public string? DataPath { get; init; }

    /// <summary>
    /// Variables of the container by name: letters, digits and underscores, no digit first. Visible to whoever inspects it, so no secrets.
    /// Default none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What it reads as files below <see cref="SecretFile.Folder"/>; each name once. Default none.</summary>
    public IReadOnlyList<SecretFile> Secrets { get; init; } = [];

    /// <summary>
    /// User and group id that it runs as and its secrets belong to, 0 to 65,535. Default 0: the image's own user, and root's secrets.
    /// </summary>
    public int UserId { get; init; }

    /// <summary>Exits with 0 once the service can be used; run inside its container. Empty: running is enough.</summary>
    public IReadOnlyList<string> ReadyCommand { get; init; } = [];

    /// <summary>In-memory folders that it writes to, absolute. Default <c>/tmp</c>.</summary>
    public IReadOnlyList<string> TemporaryFolders { get; init; } = ["/tmp"];

    /// <summary>Capabilities that it needs, without the <c>CAP_</c> prefix. Default none.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>
    /// Memory limit in MiB, 16 to 1,048,576. Default 512. There is no swap beyond it. A limit that was changed holds from when the
    /// container is made anew.
    /// </summary>
    public int MemoryMegabytes { get; init; } = 512;

    /// <summary>
    /// Most processes and threads, 1 to 65,536. Default 256: a PostgreSQL with its 100 connections, one process each, and its own dozen.
    /// </summary>
    public int ProcessLimit { get; init; } = 256;
}
