using System.Formats.Tar;
using System.Text;

namespace Docker.DotNet.Compat.Tests.Engine;

/// <summary>Tar archives in memory.</summary>
public static class Archive
{
    public static MemoryStream Of(params (string Name, string Text)[] files)
    {
        var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                var entry = new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) };
                writer.WriteEntry(entry);
            }
        }

        archive.Position = 0;
        return archive;
    }
}
