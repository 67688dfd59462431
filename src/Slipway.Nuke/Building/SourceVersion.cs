using System.Security.Cryptography;
using System.Text;

namespace Slipway.Nuke.Building;

/// <summary>Which version a working tree is.</summary>
/// <param name="Commit">The full commit hash; <c>none</c> outside a repository.</param>
/// <param name="Version">
/// The first 12 digits of the commit; with <c>-dirty.</c> and 8 digits of a hash of the changes appended when there are uncommitted ones,
/// so that two different trees never bear one version.
/// </param>
/// <param name="CommittedAt">When the commit was made, ISO 8601; a build's own time would make equal images differ.</param>
public sealed record SourceVersion(string Commit, string Version, string CommittedAt)
{
    /// <summary>Asks git. A folder that is no repository has the version <c>unversioned</c>.</summary>
    /// <param name="root">The repository, or a folder in it.</param>
    public static SourceVersion Read(AbsolutePath root)
    {
        if (Git(root, ["log", "-1", "--no-show-signature", "--format=%H %cI"]) is not { } log)
        {
            return new SourceVersion("none", "unversioned", "1970-01-01T00:00:00Z");
        }

        var words = log.Trim().Split(' ');
        var status = Git(root, ["status", "--porcelain", "--untracked-files=all"]) ?? "";
        var version = words[0][..12];
        if (status.Trim().Length > 0)
        {
            version += $"-dirty.{HashChanges(root, status)}";
        }

        return new SourceVersion(words[0], version, words[1]);
    }

    private static string HashChanges(AbsolutePath root, string status)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(status));
        hash.AppendData(Encoding.UTF8.GetBytes(Git(root, ["diff", "HEAD", "--binary"]) ?? ""));

        // The root may lie deep in a repository; ":/" is its top, and -z gives the names as they are.
        foreach (var name in (Git(root, ["ls-files", "--others", "--exclude-standard", "-z", ":/"]) ?? "").Split('\0',
            StringSplitOptions.RemoveEmptyEntries))
        {
            var file = Path.Combine(root, name);
            hash.AppendData(File.Exists(file) ? SHA256.HashData(File.ReadAllBytes(file)) : []);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..8];
    }

    private static string? Git(AbsolutePath root, IReadOnlyList<string> arguments) =>
        Command.Run("git", ["-C", root, .. arguments]) is { ExitCode: 0 } result ? result.Output : null;
}
