using System.Formats.Tar;
using System.Text;
using Slipway.Containers;

namespace Slipway.Docker.Engine;

/// <summary>
/// Files as the tar archive that the engine takes for copies and builds. Archives are small and stay in memory, but for a folder of any
/// size.
/// </summary>
internal static class FileArchive
{
    private const UnixFileMode ReadableByAll =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <param name="files">What to pack.</param>
    /// <param name="below">Put in front of every path; empty for none.</param>
    /// <param name="modifiedAt">The files' time stamp.</param>
    public static MemoryStream Pack(IEnumerable<ContainerFile> files, string below, DateTimeOffset modifiedAt)
    {
        var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var file in files)
            {
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, PathOf(below, file.Path))
                {
                    Mode = file.Mode,
                    Uid = file.UserId,
                    Gid = file.UserId,
                    ModificationTime = modifiedAt,
                    DataStream = new MemoryStream(file.Content.ToArray(), writable: false),
                });
            }
        }

        archive.Position = 0;
        return archive;
    }

    /// <summary>
    /// The build context of <paramref name="recipe"/>. Equal recipes give equal bytes, so the engine's build cache works.
    /// </summary>
    public static Stream PackContext(ImageRecipe recipe)
    {
        var files = Pack(
            recipe.Files
                .Append(KeyValuePair.Create("Dockerfile", recipe.Dockerfile))
                .OrderBy(file => file.Key, StringComparer.Ordinal)
                .Select(file => new ContainerFile(file.Key, Encoding.UTF8.GetBytes(file.Value), ReadableByAll)),
            below: string.Empty,
            DateTimeOffset.UnixEpoch);
        return recipe.Folder is null ? files : PackFolder(recipe.Folder, files);
    }

    /// <summary>On the disk of this machine, until it is closed.</summary>
    private static FileStream PackFolder(string folder, MemoryStream files)
    {
        var archive = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None,
            bufferSize: 81_920, FileOptions.DeleteOnClose);
        try
        {
            using var reader = new TarReader(files);
            using var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true);
            while (reader.GetNextEntry() is { } file)
            {
                writer.WriteEntry(file);
            }

            foreach (var (path, entry) in RecipeFolder.List(folder))
            {
                using var content = RecipeFolder.Open(entry);
                writer.WriteEntry(RecipeFolder.ToTar(path, entry, content));
            }
        }
        catch
        {
            archive.Dispose();
            throw;
        }

        archive.Position = 0;
        return archive;
    }

    private static string PathOf(string below, string path)
    {
        var full = $"{below.Trim('/')}/{path}".TrimStart('/');
        return full.Split('/').Contains("..", StringComparer.Ordinal)
            ? throw new ArgumentException($"The path '{path}' leaves its folder.", nameof(path))
            : full;
    }
}
