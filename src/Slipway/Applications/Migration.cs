namespace Slipway.Applications;

/// <summary>
/// A command that brings the database to the level that a release needs: run once a release in a container of the new image, before the
/// switch. It must leave the old version working (expand now, contract a release later).
/// </summary>
public sealed record Migration
{
    /// <summary>The image whose container runs the command: usually that of a service, so that both know the same schema.</summary>
    public required ImageSource Image { get; init; }

    /// <summary>Not empty. Exits with 0 when the database is at the level; the last line it prints is recorded as that level.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>
    /// Variables of the command by name: letters, digits and underscores, no digit first. Visible to whoever inspects the container, so no
    /// secrets. Default none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What the command reads as files below <see cref="SecretFile.Folder"/>; each name once. Default none.</summary>
    public IReadOnlyList<SecretFile> Secrets { get; init; } = [];

    /// <summary>User and group id that the container runs as and its secrets belong to, 1 to 65,535. Default 10001.</summary>
    public int UserId { get; init; } = 10001;

    /// <summary>Memory limit in MiB, 16 to 1,048,576. Default 256. There is no swap beyond it.</summary>
    public int MemoryMegabytes { get; init; } = 256;

    /// <summary>Most processes and threads, 1 to 65,536. Default 128.</summary>
    public int ProcessLimit { get; init; } = 128;
}
