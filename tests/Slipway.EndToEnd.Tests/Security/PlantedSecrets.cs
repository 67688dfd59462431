using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Slipway.EndToEnd.Tests.Security;

/// <summary>Secrets that nothing else contains, and the search for them in everything that a release leaves behind.</summary>
internal sealed class PlantedSecrets
{
    private const int Chunk = 1 << 20;
    private readonly List<(string Name, byte[] Bytes)> needles = [];

    /// <param name="secrets">Each with what it is called when it is found.</param>
    public PlantedSecrets(params IReadOnlyList<(string Name, string Value)> secrets)
    {
        foreach (var (name, value) in secrets)
        {
            Add(name, value);
        }
    }

    /// <summary>
    /// Name of the first secret that is to be read in <paramref name="text"/>, in any of its forms; null when there is none.
    /// </summary>
    public string? FindIn(string text) => FindIn(Encoding.UTF8.GetBytes(text));

    public string? FindIn(ReadOnlySpan<byte> bytes)
    {
        foreach (var (name, needle) in needles)
        {
            if (bytes.IndexOf(needle) >= 0)
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>The same for a stream of any length.</summary>
    public async Task<(string? Found, long Length)> FindInAsync(Stream stream)
    {
        var overlap = needles.Max(needle => needle.Bytes.Length) - 1;
        var buffer = new byte[Chunk + overlap];
        var (kept, length) = (0, 0L);
        while (await stream.ReadAtLeastAsync(buffer.AsMemory(kept), Chunk, throwOnEndOfStream: false,
            CancellationToken.None) is > 0 and var read)
        {
            length += read;
            var filled = kept + read;
            if (FindIn(buffer.AsSpan(0, filled)) is { } found)
            {
                return (found, length);
            }

            kept = Math.Min(overlap, filled);
            buffer.AsSpan(filled - kept, kept).CopyTo(buffer);
        }

        return (null, length);
    }

    /// <summary>Everything below a folder in which a secret is to be read.</summary>
    public IReadOnlyList<string> FindBelow(string folder)
    {
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*",
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            if (FindIn(File.ReadAllBytes(file)) is { } secret)
            {
                found.Add($"{secret} in {file}");
            }
        }

        return found;
    }

    /// <summary>
    /// Plain, and as it looks in a protocol, a document or a login file; and the beginning of its plain hash, by which it could be guessed.
    /// </summary>
    private void Add(string name, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        string[] forms =
        [
            value, Convert.ToHexString(bytes), Convert.ToHexStringLower(bytes), Convert.ToBase64String(bytes),
            Uri.EscapeDataString(value), JsonSerializer.Serialize(value)[1..^1],
            Convert.ToHexStringLower(SHA256.HashData(bytes))[..12], Convert.ToBase64String(SHA256.HashData(bytes))[..12],
        ];
        needles.AddRange(forms.Distinct(StringComparer.Ordinal).Select(form => (name, Encoding.UTF8.GetBytes(form))));
    }
}
