using Serilog;

namespace Slipway.Nuke.Building;

/// <summary>Which version a working tree is.</summary>
/// <param name="Commit">The full commit hash; <c>none</c> where there is no commit.</param>
/// <param name="Version">
/// The first 12 digits of the commit; with <c>-dirty.</c> and 12 digits of a hash of the differences appended when anything lies there
/// otherwise than it is committed, whatever git was told to overlook, so that two different trees never bear one version. Without a commit
/// <c>unversioned-</c> and 12 digits of a hash of the whole tree. What git ignores is no part of it: builds put there what
/// they make.
/// </param>
/// <param name="CommittedAt">When the commit was made, ISO 8601; a build's own time would make equal images differ.</param>
public sealed record SourceVersion(string Commit, string Version, string CommittedAt)
{
    private const int Digits = 12;

    /// <summary>Asks git, and looks at the files themselves.</summary>
    /// <param name="root">The repository, or a folder in it.</param>
    /// <exception cref="UsageException">There is a repository, and git refuses to read it; or a file can't be read.</exception>
    public static SourceVersion Read(AbsolutePath root)
    {
        if (GitRepository.Find(root) is { Head: { } head } repository)
        {
            var differences = SourceTree.FindDifferences(repository);
            var version = head[..Digits] + (differences.Count == 0 ? "" : $"-dirty.{SourceTree.Hash(differences)[..Digits]}");
            if (differences.Count > 0)
            {
                Log.Information("Not as committed, and part of the version: {Files}", SourceTree.Name(differences));
            }

            return new SourceVersion(head, version, repository.ReadCommitTime());
        }

        return new SourceVersion("none", $"unversioned-{SourceTree.Hash(ReadWithoutCommit(root))[..Digits]}", "1970-01-01T00:00:00Z");
    }

    /// <summary>Ends a build that could not tell its version in the end before it has done anything.</summary>
    /// <exception cref="UsageException">There is a repository, and git refuses to read it.</exception>
    internal static void Require(AbsolutePath root) => _ = GitRepository.Find(root);

    private static IReadOnlyList<string> ReadWithoutCommit(AbsolutePath root)
    {
        if (GitRepository.Find(root) is { } begun)
        {
            return SourceTree.FindDifferences(begun);
        }

        if (GitRepository.IsInstalled)
        {
            using var borrowed = GitRepository.Borrow(root);
            return SourceTree.FindDifferences(borrowed);
        }

        Log.Warning("There is no git here: the version is a hash of all files below {Root}, those included that git would ignore", root);
        return SourceTree.ReadFolder(root);
    }
}
