using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Slipway.Nuke.Building;

/// <summary>
/// The files of a working tree as they lie there, compared with what a checkout of the commit lays down. Git's own look passes over what it
/// was told to pass over (assume-unchanged, skip-worktree, modes, links, line ends, filters, submodules); a build copies files as they
/// are.
/// </summary>
internal static class SourceTree
{
    private const string Absent = "absent";
    private const string Plain = "100644";
    private const string Executable = "100755";
    private const string Link = "120000";
    private const string Module = "160000";

    /// <summary>Each path that is not as it is committed, with what lies there; empty when the tree is the commit.</summary>
    /// <exception cref="UsageException">A file can't be read, or its name can't.</exception>
    public static IReadOnlyList<string> FindDifferences(GitRepository repository)
    {
        var committed = repository.ReadCommitted();
        var converted = repository.ReadConverted(committed.Keys);
        var isLong = repository.Head?.Length == SHA256.HashSizeInBytes * 2;
        return
        [
            .. committed.Keys.Union(repository.ReadPresent(), StringComparer.Ordinal)
                .Select(path => (Path: path, Found: Describe(repository.Top, path, committed.GetValueOrDefault(path), isLong)))
                .Where(entry => entry.Found != Expect(entry.Path, entry.Found))
                .Select(entry => $"{entry.Path}\0{entry.Found}")
                .Order(StringComparer.Ordinal),
        ];

        string Expect(string path, string found)
        {
            var entry = committed.GetValueOrDefault(path) ?? Absent;
            return (converted.Contains(path) || (OperatingSystem.IsWindows() && found != entry))
                && entry.Split(' ') is [Plain or Executable, var id] && repository.ReadCheckedOut(id, path) is { } content
                    ? $"{entry[..Plain.Length]} {IdOf(new MemoryStream(content), isLong)}"
                    : entry;
        }
    }

    /// <summary>Paths of differences for a reader, few of many.</summary>
    public static string Name(IReadOnlyList<string> differences)
    {
        const int shown = 3;
        var paths = string.Join(", ", differences.Take(shown).Select(difference => difference.Split('\0')[0]));
        return differences.Count > shown ? $"{paths} and {differences.Count - shown} more" : paths;
    }

    /// <summary>Everything below a folder but repositories' own files and Nuke's temporary ones.</summary>
    /// <exception cref="UsageException">A file can't be read.</exception>
    public static IReadOnlyList<string> ReadFolder(string folder) =>
    [
        .. Walk(new DirectoryInfo(folder)).Select(file => Path.GetRelativePath(folder, file.FullName))
            .Select(path => $"{path}\0{Describe(folder, path, committed: null, isLong: false)}").Order(StringComparer.Ordinal),
    ];

    /// <summary>64 digits.</summary>
    public static string Hash(IReadOnlyList<string> entries) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(entries.Select(entry => $"{entry}\n")))));

    private static string Describe(string top, string path, string? committed, bool isLong)
    {
        var full = Path.Combine(top, path);
        try
        {
            if (committed?.StartsWith(Module, StringComparison.Ordinal) == true)
            {
                return DescribeModule(full, committed);
            }

            var file = new FileInfo(full);
            return file.LinkTarget is { } target ? $"{Link} {IdOf(new MemoryStream(Encoding.UTF8.GetBytes(target)), isLong)}"
                : file.Exists ? $"{ModeOf(file, committed)} {IdOf(file, isLong)}"
                : Directory.Exists(full) ? (path.EndsWith('/') || committed is null ? Hash(ReadFolder(full)) : "folder")
                : path.Contains('\uFFFD', StringComparison.Ordinal) ? throw new IOException("its name is no UTF-8")
                : Absent;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                new SpecificationFault("version", $"{full} can't be read, so that this tree has no version: {error.Message}"), error);
        }
    }

    /// <summary>A submodule is the tree that lies there, and not the one that belongs there.</summary>
    private static string DescribeModule(string folder, string committed)
    {
        if (!Path.Exists(Path.Combine(folder, ".git")))
        {
            return Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() ? Hash(ReadFolder(folder)) : Absent;
        }

        using var module = GitRepository.Find(folder);
        var differences = module is null ? ReadFolder(folder) : FindDifferences(module);
        var found = $"{Module} {module?.Head}";
        return found == committed && differences.Count == 0 ? committed : $"{found} {Hash(differences)}";
    }

    /// <summary>Where files have no such bit, what is committed says it.</summary>
    private static string ModeOf(FileInfo file, string? committed) =>
        OperatingSystem.IsWindows() ? committed?.Split(' ')[0] ?? Plain
        : file.UnixFileMode.HasFlag(UnixFileMode.UserExecute) ? Executable : Plain;

    private static string IdOf(FileInfo file, bool isLong)
    {
        using var content = file.OpenRead();
        return IdOf(content, isLong);
    }

    /// <summary>The id that git gives to this content as it is.</summary>
    private static string IdOf(Stream content, bool isLong)
    {
        using var hash = IncrementalHash.CreateHash(isLong ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {content.Length}\0")));
        var buffer = new byte[81_920];
        for (var count = content.Read(buffer); count > 0; count = content.Read(buffer))
        {
            hash.AppendData(buffer, 0, count);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (entry is FileInfo || entry.LinkTarget is not null)
            {
                yield return new FileInfo(entry.FullName);
            }
            else if (entry is DirectoryInfo below && below.Name != ".git" && !(below.Name == "temp" && folder.Name == ".nuke"))
            {
                foreach (var file in Walk(below))
                {
                    yield return file;
                }
            }
        }
    }
}
