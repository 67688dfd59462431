using System.Collections;

namespace Slipway.Nuke.Building;

/// <summary>A repository with a working tree, as git reads it from the folder alone: a hook's variables name another one.</summary>
internal sealed class GitRepository : IDisposable
{
    /// <summary>What a hook, or whoever calls git from git, may hand down stays behind but for where its settings are.</summary>
    private static readonly string[] Kept =
        ["GIT_EXEC_PATH", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_COUNT"];

    private static readonly string[] KeptBeginnings = ["GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_"];

    private readonly string? directory;

    private GitRepository(string top, string? directory)
    {
        (Top, this.directory) = (top, directory);
        Head = TryRun("rev-parse", "--verify", "--quiet", "HEAD^{commit}") is { Length: > 0 } head ? head.Trim() : null;
    }

    /// <summary>The folder of its working tree.</summary>
    public string Top { get; }

    /// <summary>The commit that is checked out; null before the first one.</summary>
    public string? Head { get; }

    public static bool IsInstalled => Run([], "--version").ExitCode != Missing;

    private static int Missing => 127;

    private static IReadOnlyList<string> LineEnds =>
        OperatingSystem.IsWindows() ? [] : ["-c", "core.autocrlf=false", "-c", "core.eol=lf", "-c", "core.attributesFile=/dev/null"];

    /// <summary>The repository that a folder belongs to; null where there is none, or no git.</summary>
    /// <exception cref="UsageException">There is one, and git refuses to read it.</exception>
    public static GitRepository? Find(string folder)
    {
        var (exitCode, output, error) = Run(["-C", folder], "rev-parse", "--show-toplevel");
        return exitCode == 0 ? new GitRepository(output.TrimEnd('\n', '\r'), directory: null)
            : exitCode == Missing || error.Contains("not a git repository (or any", StringComparison.Ordinal) ? null
            : throw Refused(folder, error);
    }

    /// <summary>
    /// A folder that belongs to none, with an empty one that lies elsewhere: git then knows what the folder's own files tell it to ignore.
    /// </summary>
    public static GitRepository Borrow(string folder)
    {
        var elsewhere = Directory.CreateTempSubdirectory("slipway-git-").FullName;
        var (exitCode, _, error) = Run([], "init", "--quiet", "--bare", elsewhere);
        return exitCode == 0 ? new GitRepository(folder, elsewhere) : throw Refused(folder, error);
    }

    /// <summary>What the commit has: mode and id of each path from <see cref="Top"/>.</summary>
    public IReadOnlyDictionary<string, string> ReadCommitted() => Head is null
        ? new Dictionary<string, string>(StringComparer.Ordinal)
        : List("ls-tree", "-r", "-z", "--full-tree", Head).Select(line => line.Split('\t', 2)).ToDictionary(
            line => line[1], line => $"{line[0].Split(' ')[0]} {line[0].Split(' ')[2]}", StringComparer.Ordinal);

    /// <summary>
    /// Paths of files that it tracks, and of those that it would add; a nested repository that it does not know ends with a slash.
    /// </summary>
    public IEnumerable<string> ReadPresent() => [.. List("ls-files", "-z"), .. List("ls-files", "--others", "--exclude-standard", "-z")];

    /// <summary>Those of some paths that a checkout writes otherwise than they are committed, as the attributes have it.</summary>
    public IReadOnlySet<string> ReadConverted(IEnumerable<string> paths)
    {
        var (exitCode, output, error) = Command.Run(
            "git", [.. Where, .. LineEnds, "check-attr", "-z", "--stdin", "eol", "filter", "ident", "working-tree-encoding"],
            string.Concat(paths.Select(path => $"{path}\0")), Variables());
        return exitCode == 0
            ? output.Split('\0').Chunk(3).Where(entry => entry is [_, _, not ("unspecified" or "unset" or "lf")])
                .Select(entry => entry[0]).ToHashSet(StringComparer.Ordinal)
            : throw Refused(Top, error);
    }

    /// <summary>
    /// A committed file as a checkout lays it down: with the line ends and through the filters that the committed attributes name. A
    /// setting of this machine alone changes nothing, but on Windows, where line ends are such a setting as a rule. Null where git can't.
    /// </summary>
    public byte[]? ReadCheckedOut(string id, string path) => Command.RunForBytes(
        "git", [.. Where, .. LineEnds, "cat-file", "--filters", $"--path={path}", id], Variables()) is { ExitCode: 0 } result
            ? result.Output : null;

    /// <summary>ISO 8601.</summary>
    public string ReadCommitTime() => Require("log", "-1", "--no-show-signature", "--format=%cI").Trim();

    public void Dispose()
    {
        if (directory is not null)
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static UsageException Refused(string folder, string reason) => new(new SpecificationFault(
        "version",
        $"git can't say which version {folder} is: {reason.Trim()}{(reason.Contains("dubious ownership", StringComparison.Ordinal)
            ? "\nThe folder belongs to another user: allow it as git says, or run this as that user." : "")}"));

    private static (int ExitCode, string Output, string Error) Run(IReadOnlyList<string> where, params IReadOnlyList<string> command) =>
        Command.Run("git", [.. where, .. command], input: null, Variables());

    private static Dictionary<string, string> Variables()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (!name.StartsWith("GIT_", StringComparison.OrdinalIgnoreCase) || Kept.Contains(name, StringComparer.Ordinal)
                || Array.Exists(KeptBeginnings, beginning => name.StartsWith(beginning, StringComparison.Ordinal)))
            {
                environment[name] = (string?)variable.Value ?? "";
            }
        }

        // Its own words, a replaced commit as it is, and no lock that another git beside it would trip over.
        (environment["LC_ALL"], environment["GIT_NO_REPLACE_OBJECTS"], environment["GIT_OPTIONAL_LOCKS"]) = ("C.UTF-8", "1", "0");
        return environment;
    }

    private IEnumerable<string> List(params IReadOnlyList<string> command) =>
        Require(command).Split('\0', StringSplitOptions.RemoveEmptyEntries);

    private string Require(params IReadOnlyList<string> command)
    {
        var (exitCode, output, error) = Run(Where, command);
        return exitCode == 0 ? output : throw Refused(Top, error);
    }

    private string? TryRun(params IReadOnlyList<string> command) => Run(Where, command) is { ExitCode: 0 } result ? result.Output : null;

    private IReadOnlyList<string> Where => directory is null ? ["-C", Top] : ["-C", Top, $"--git-dir={directory}", $"--work-tree={Top}"];
}
