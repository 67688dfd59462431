using System.Formats.Tar;

namespace Slipway.Docker.Engine;

/// <summary>
/// The folder that a recipe is made from, in the order of its paths: what a <c>.dockerignore</c> leaves out is not there, symbolic links
/// are not followed.
/// </summary>
internal static class RecipeFolder
{
    private const string Dockerfile = "Dockerfile";

    private const UnixFileMode ReadableByAll =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Everything but the Dockerfile, which the recipe has itself.</summary>
    /// <returns>Path with slashes, and the file, folder or link.</returns>
    /// <exception cref="IOException">Something can't be read.</exception>
    public static IReadOnlyList<(string Path, FileSystemInfo Entry)> List(string folder)
    {
        var ignore = new FileInfo(Path.Combine(folder, IgnoredPaths.FileName));
        var ignored = new IgnoredPaths(ignore.Exists ? File.ReadAllLines(ignore.FullName) : []);
        return
        [
            .. Below(new DirectoryInfo(folder))
                .Select(entry => (Path: Path.GetRelativePath(folder, entry.FullName).Replace('\\', '/'), Entry: entry))
                .Where(found => found.Path != Dockerfile && (found.Path == IgnoredPaths.FileName || !ignored.Contain(found.Path)))
                .OrderBy(found => found.Path, StringComparer.Ordinal),
        ];
    }

    /// <summary>As an archive has it. Owner and times are left out: they differ from checkout to checkout.</summary>
    public static PaxTarEntry ToTar(string path, FileSystemInfo entry, Stream? content)
    {
        var packed = new PaxTarEntry(TypeOf(entry), path) { Mode = ModeOf(entry), ModificationTime = DateTimeOffset.UnixEpoch };
        if (entry.LinkTarget is { } link)
        {
            packed.LinkName = link;
        }
        else if (content is not null)
        {
            packed.DataStream = content;
        }

        return packed;
    }

    /// <summary>What of an entry is neither its path nor its content, as bytes that differ when it does.</summary>
    public static string Describe(FileSystemInfo entry) => $"{TypeOf(entry)} {(int)ModeOf(entry)} {entry.LinkTarget}";

    public static FileStream? Open(FileSystemInfo entry) =>
        TypeOf(entry) == TarEntryType.RegularFile ? File.OpenRead(entry.FullName) : null;

    private static IEnumerable<FileSystemInfo> Below(DirectoryInfo folder) => folder.EnumerateFileSystemInfos().SelectMany(entry =>
        entry is DirectoryInfo { LinkTarget: null } inner ? Below(inner).Prepend(inner) : [entry]);

    private static TarEntryType TypeOf(FileSystemInfo entry) => entry switch
    {
        { LinkTarget: not null } => TarEntryType.SymbolicLink,
        DirectoryInfo => TarEntryType.Directory,
        _ => TarEntryType.RegularFile,
    };

    private static UnixFileMode ModeOf(FileSystemInfo entry) =>
        entry.LinkTarget is not null ? ReadableByAll | Executable
        : !OperatingSystem.IsWindows() ? entry.UnixFileMode
        : entry is DirectoryInfo ? ReadableByAll | Executable
        : ReadableByAll;
}
