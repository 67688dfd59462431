using System.Security.Cryptography;
using System.Text;

namespace Slipway.Nuke.Building;

/// <summary>
/// A hash of files, kept from one build to the next, so that a target can be skipped while its inputs are what they were when it last
/// succeeded.
/// </summary>
/// <param name="file">Where the hash is kept.</param>
/// <param name="root">The folder that <paramref name="inputs"/> are relative to.</param>
/// <param name="inputs">Files, file patterns, or folders with all below them but <c>bin</c> and <c>obj</c>.</param>
public sealed class Fingerprint(AbsolutePath file, AbsolutePath root, IReadOnlyList<string> inputs)
{
    /// <summary>Taken at the first look: a file that is edited while its target runs must count as changed the next time.</summary>
    private readonly Lazy<string> current = new(() => Compute(root, inputs));

    /// <summary>Whether any input is other than at the last <see cref="Save"/>; true when there was none.</summary>
    public bool HasChanged => current.Value is var now && (!File.Exists(file) || File.ReadAllText(file) != now);

    /// <summary>Keeps the hash that was taken at the first look: what is there now counts as built.</summary>
    public void Save()
    {
        Directory.CreateDirectory(file.Parent);
        File.WriteAllText(file, current.Value);
    }

    private static string Compute(AbsolutePath root, IReadOnlyList<string> inputs)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in inputs.SelectMany(input => Expand(root, input)).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{Path.GetRelativePath(root, path)}\n"));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(path)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<string> Expand(AbsolutePath root, string input)
    {
        var path = Path.Combine(root, input);
        return Directory.Exists(path) ? Below(path) : Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path));
    }

    private static IEnumerable<string> Below(string folder) => Directory.EnumerateFiles(folder).Concat(
        Directory.EnumerateDirectories(folder).Where(child => Path.GetFileName(child) is not ("bin" or "obj")).SelectMany(Below));
}
