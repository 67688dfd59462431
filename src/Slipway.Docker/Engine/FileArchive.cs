using System.Formats.Tar;
using System.Text;
using Slipway.Containers;

namespace Slipway.Docker.Engine;

/// <summary>Files as the tar archive that the engine takes for copies and builds. Archives are small and stay in memory.</summary>
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
    public static MemoryStream PackContext(ImageRecipe recipe) =>
        Pack(
            recipe.Files
                .Append(KeyValuePair.Create("Dockerfile", recipe.Dockerfile))
                .OrderBy(file => file.Key, StringComparer.Ordinal)
                .Select(file => new ContainerFile(file.Key, Encoding.UTF8.GetBytes(file.Value), ReadableByAll)),
            below: string.Empty,
            DateTimeOffset.UnixEpoch);

    private static string PathOf(string below, string path)
    {
        var full = $"{below.Trim('/')}/{path}".TrimStart('/');
        return full.Split('/').Contains("..", StringComparer.Ordinal)
            ? throw new ArgumentException($"The path '{path}' leaves its folder.", nameof(path))
            : full;
    }
}
