using Slipway.Nuke.Building;
using Slipway.Nuke.Tests.Builds;

namespace Slipway.Nuke.Tests.Building;

/// <summary>Two trees that differ never bear one version.</summary>
[Collection(WrittenPrograms.Name)]
public sealed class SourceVersionTests : IDisposable
{
    private readonly SourceTree tree = new SourceTree().Write("a.txt", "a").Write("sub/b.txt", "b").Write(".gitignore", "ignored\n");

    private SourceVersion Version => SourceVersion.Read(tree.Folder);

    public void Dispose() => tree.Dispose();

    [GitFact]
    public void Clean_tree_has_the_first_12_digits_of_its_commit_and_the_commits_time()
    {
        var head = tree.Committed().Git("rev-parse", "HEAD");
        Assert.Equal(new SourceVersion(head, head[..12], tree.Git("log", "-1", "--format=%cI")), Version);
    }

    [GitFact]
    public void Ignored_file_changes_nothing()
    {
        var clean = tree.Committed().Git("rev-parse", "HEAD")[..12];
        tree.Write("ignored", "what ever");
        Assert.Equal(clean, Version.Version);
    }

    [GitFact]
    public void Changed_tree_has_the_commit_and_a_hash_of_the_changes()
    {
        var head = tree.Committed().Git("rev-parse", "HEAD");
        tree.Write("a.txt", "changed");
        Assert.Equal(head, Version.Commit);
        Assert.Matches($"^{head[..12]}-dirty\\.[0-9a-f]{{12}}$", Version.Version);
        Assert.Equal(Version, Version);
    }

    [GitFact]
    public void Every_change_has_a_version_of_its_own()
    {
        tree.Committed();
        var versions = new List<string> { Version.Version };
        Note(() => tree.Write("a.txt", "once"));
        Note(() => tree.Write("a.txt", "twice"));
        tree.Git("add", "a.txt");
        Assert.Equal(versions[^1], Version.Version);
        Note(() => tree.Delete("sub/b.txt"));
        Note(() => tree.Write("new.txt", "new"));
        Note(() => tree.Write("new.txt", "newer"));
        Note(() => tree.Move("new.txt", "renamed.txt"));
        Note(() => tree.Write("with space.txt", "1"));
        Note(() => tree.Write("with space.txt", "2"));
        Note(() => tree.Write("ümläut.txt", "1"));
        Note(() => tree.Write("ümläut.txt", "2"));
        Note(() => tree.Write("deep/er/file.txt", "1"));
        Note(() => tree.Write("deep/er/file.txt", "2"));
        Assert.Distinct(versions, StringComparer.Ordinal);

        void Note(Action change)
        {
            change();
            versions.Add(Version.Version);
        }
    }

    [GitFact]
    public void Undone_change_has_the_commits_version_again()
    {
        tree.Committed();
        var clean = Version;
        tree.Write("a.txt", "changed");
        Assert.NotEqual(clean, Version);
        tree.Write("a.txt", "a");
        Assert.Equal(clean, Version);
    }

    [GitFact]
    public void Root_deep_in_a_repository_sees_the_changes_of_all_of_it()
    {
        tree.Committed();
        tree.Write("new.txt", "1").Write("sub/new.txt", "1");
        var one = SourceVersion.Read(Path.Combine(tree.Folder, "sub"));
        tree.Write("new.txt", "2");
        var two = SourceVersion.Read(Path.Combine(tree.Folder, "sub"));
        tree.Write("sub/new.txt", "2");
        Assert.Distinct([one.Version, two.Version, SourceVersion.Read(Path.Combine(tree.Folder, "sub")).Version], StringComparer.Ordinal);
    }

    /// <summary>What git is told to pass over, and what it only says "changed" of.</summary>
    [GitFact]
    public void Every_difference_that_git_passes_over_has_a_version_of_its_own()
    {
        tree.Committed();
        Assert.Distinct(
        [
            Version.Version,
            After(() => tree.Git("update-index", "--assume-unchanged", "a.txt"), () => tree.Write("a.txt", "overlooked")),
            After(() => tree.Git("update-index", "--skip-worktree", "sub/b.txt"), () => tree.Write("sub/b.txt", "skipped")),
            After(
                () => tree.Git("config", "core.autocrlf", "input"), () => tree.Write("lines.txt", "1\n"),
                () => tree.Git("add", "lines.txt")),
            After(() => tree.Commit(), () => tree.Write("lines.txt", "1\r\n"), () => tree.Git("add", "lines.txt")),
        ], StringComparer.Ordinal);
    }

    [GitFact]
    public void A_file_as_a_checkout_lays_it_down_is_no_change_and_other_line_ends_are_one()
    {
        tree.Write(".gitattributes", "*.ps1 text eol=crlf\n").Write("a.ps1", "1\r\n2\r\n").Committed();
        var clean = Version;
        Assert.Equal(clean.Commit[..12], clean.Version);
        Assert.Distinct(
            [clean.Version, After(() => tree.Write("a.ps1", "1\n2\n")), After(() => tree.Write("a.txt", "a\r\n"))], StringComparer.Ordinal);
    }

    [UnixFact]
    public void Line_ends_of_a_setting_of_this_machine_make_another_version()
    {
        tree.Write("lines.txt", "1\n").Committed();
        var clean = Version.Version;
        tree.Git("config", "core.autocrlf", "true");
        Assert.NotEqual(clean, After(() => tree.Write("lines.txt", "1\r\n")));
    }

    [UnixFact]
    public void A_mode_that_git_is_told_not_to_trust_makes_another_version()
    {
        tree.Committed().Git("config", "core.fileMode", "false");
        var plain = Version.Version;
        Assert.NotEqual(plain, After(() => Assert.Equal(0, Command.Run("chmod", ["u+x", Path.Combine(tree.Folder, "a.txt")]).ExitCode)));
    }

    [UnixFact]
    public void A_link_in_the_place_of_the_file_that_it_names_makes_another_version()
    {
        tree.Committed().Git("config", "core.symlinks", "false");
        var before = Version.Version;
        tree.Delete("a.txt");
        File.CreateSymbolicLink(Path.Combine(tree.Folder, "a.txt"), "sub/b.txt");
        var one = Version.Version;
        tree.Delete("a.txt");
        File.CreateSymbolicLink(Path.Combine(tree.Folder, "a.txt"), "nowhere");
        Assert.Distinct([before, one, Version.Version], StringComparer.Ordinal);
    }

    [GitFact]
    public void What_lies_in_a_submodule_or_in_a_nested_repository_is_part_of_the_version()
    {
        using var other = new SourceTree().Write("inner.txt", "1").Committed();
        tree.Git("init", "--quiet");
        tree.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.Folder, "module");
        tree.Committed().Git("config", "diff.ignoreSubmodules", "all");
        var clean = Version;
        Assert.Equal(clean.Commit[..12], clean.Version);
        Assert.Distinct(
        [
            clean.Version,
            After(() => tree.Write("module/inner.txt", "2")),
            After(() => tree.Write("module/inner.txt", "3")),
            After(() => tree.Write("module/new.txt", "1")),
            After(
                () => Directory.CreateDirectory(Path.Combine(tree.Folder, "nested")), () => tree.Git("init", "--quiet", "nested"),
                () => tree.Write("nested/file.txt", "1")),
            After(() => tree.Write("nested/file.txt", "2")),
        ], StringComparer.Ordinal);
    }

    [GitFact]
    public void A_tree_without_a_commit_has_a_version_by_its_content()
    {
        tree.Git("init", "--quiet");
        var one = Version;
        tree.Write("ignored", "what ever");
        Assert.Equal(one, Version);
        Assert.Matches("^unversioned-[0-9a-f]{12}$", one.Version);
        Assert.NotEqual(one.Version, After(() => tree.Write("a.txt", "changed")));
    }

    [GitFact]
    public void Folder_that_is_no_repository_has_a_version_by_its_content()
    {
        var one = Version;
        tree.Write("ignored", "what ever");
        Assert.Equal(one, Version);
        Assert.Equal(("none", "1970-01-01T00:00:00Z"), (one.Commit, one.CommittedAt));
        Assert.Matches("^unversioned-[0-9a-f]{12}$", one.Version);
        Assert.NotEqual(one.Version, After(() => tree.Write("sub/b.txt", "changed")));
    }

    [GitFact]
    public void A_worktree_and_a_shallow_clone_have_the_commits_version()
    {
        var head = tree.Committed().Git("rev-parse", "HEAD");
        using var shallow = new SourceTree();
        shallow.Git("clone", "--quiet", "--depth", "1", $"file://{tree.Folder}", "clone");
        tree.Git("worktree", "add", "--quiet", "--detach", Path.Combine(shallow.Folder, "worktree"));
        Assert.Equal(head[..12], SourceVersion.Read(Path.Combine(shallow.Folder, "clone")).Version);
        Assert.Equal(head[..12], SourceVersion.Read(Path.Combine(shallow.Folder, "worktree")).Version);
    }

    [GitFact]
    public async Task Variables_of_a_hook_do_not_make_another_repository_the_version()
    {
        var other = tree.Committed().Git("rev-parse", "HEAD");
        using var folder = new BuildFolder();
        (string, string)[] leftovers =
        [
            ("GIT_DIR", ".git"), ("GIT_WORK_TREE", ""), ("GIT_INDEX_FILE", ".git/index"),
            ("GIT_PREFIX", "sub"),
        ];
        foreach (var (name, value) in leftovers)
        {
            folder.Environment[name] = Path.Combine(tree.Folder, value);
        }

        var shown = (await folder.RunAsync("ShowSource")).Expect(ExitCode.Released);
        shown.ExpectText("Source unversioned-").ExpectText(" of none");
        Assert.DoesNotContain(other[..12], shown.Output, StringComparison.Ordinal);
    }

    /// <summary>Only root can give a folder away.</summary>
    [UnixFact]
    public async Task A_repository_that_git_refuses_to_read_is_an_error_of_usage_that_says_why()
    {
        using var folder = new BuildFolder();
        Assert.Equal(0, Command.Run("git", ["init", "--quiet", folder.Root]).ExitCode);
        if (Environment.IsPrivilegedProcess)
        {
            Assert.Equal(0, Command.Run("chown", ["-R", "12345", folder.Root]).ExitCode);
            folder.Environment["HOME"] = folder.Temporary;
            (await folder.RunAsync("ShowSource")).Expect(ExitCode.Usage).ExpectText("dubious ownership").ExpectText("safe.directory");
            (await folder.RunAsync("DeployRelease")).ExpectText("git can't say which version");
        }

        Assert.Equal(0, Command.Run("chown", ["-R", Environment.UserName, folder.Root]).ExitCode);
        Directory.Delete(Path.Combine(folder.Root, ".git"), recursive: true);
        await File.WriteAllTextAsync(Path.Combine(folder.Root, ".git"), "gitdir: /nonexistent/worktrees/gone\n");
        (await folder.RunAsync("ShowSource")).Expect(ExitCode.Usage).ExpectText("git can't say which version");
    }

    [UnixFact]
    public async Task Without_git_the_tree_has_a_version_by_its_content_and_the_build_goes_on()
    {
        using var folder = new BuildFolder();
        folder.Environment["PATH"] = "/nonexistent";
        (await folder.RunAsync("ShowSource")).Expect(ExitCode.Released).ExpectText("Source unversioned-")
            .ExpectText("There is no git here");
    }

    private string After(params Action[] changes)
    {
        Array.ForEach(changes, change => change());
        return Version.Version;
    }
}
