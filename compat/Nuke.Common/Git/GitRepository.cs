using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.Git;

namespace Nuke.Common.Git;

/// <summary>Where the sources stand: read from the local repository, without a network.</summary>
public class GitRepository
{
    private GitRepository(AbsolutePath directory, string head, string branch, string commit, string remote)
    {
        LocalDirectory = directory;
        Head = head;
        Branch = branch;
        Commit = commit;
        HttpsUrl = remote;
    }

    public AbsolutePath LocalDirectory { get; }

    /// <summary>The branch's full reference, or the commit when none is checked out.</summary>
    public string Head { get; }

    /// <summary>The branch's short name, or null.</summary>
    public string Branch { get; }

    /// <summary>The full hash, or null before the first commit.</summary>
    public string Commit { get; }

    /// <summary>The address of the remote <c>origin</c> in its https form, or null.</summary>
    public string HttpsUrl { get; }

    public static GitRepository FromLocalDirectory(AbsolutePath directory)
    {
        var commit = Ask("rev-parse --verify HEAD");
        var head = Ask("symbolic-ref -q HEAD");
        var branch = head is null ? null : head[(head.StartsWith("refs/heads/", StringComparison.Ordinal) ? "refs/heads/".Length : 0)..];
        Assert.True(commit is not null || head is not null, $"'{directory}' is not in a git repository.");
        return new GitRepository(directory, head ?? commit, branch, commit, Https(Ask("config --get remote.origin.url")));

        string Ask(string arguments)
        {
            using var process = ProcessTasks.StartProcess(GitTasks.GitPath, arguments, directory, logOutput: false, logInvocation: false);
            process.AssertWaitForExit();
            return process.ExitCode == 0 ? process.Output.StdToText() : null;
        }
    }

    public override string ToString() => HttpsUrl ?? LocalDirectory;

    private static string Https(string url)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "ssh" or "git")
            return $"https://{uri.Host}{uri.AbsolutePath}";
        // The short form of ssh: user@host:path.
        var at = url?.IndexOf('@', StringComparison.Ordinal) ?? -1;
        return at >= 0 && !url!.Contains("://", StringComparison.Ordinal) ? $"https://{url[(at + 1)..].Replace(':', '/')}" : url;
    }
}
