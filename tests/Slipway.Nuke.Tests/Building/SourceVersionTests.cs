using Slipway.Nuke.Building;
using Slipway.Nuke.Tests.Builds;

namespace Slipway.Nuke.Tests.Building;

/// <summary>Two trees that differ never bear one version.</summary>
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
        Assert.Matches($"^{head[..12]}-dirty\\.[0-9a-f]{{8}}$", Version.Version);
        Assert.Equal(Version, Version);
    }

    [GitFact]
    public void Every_change_has_a_version_of_its_own()
    {
        tree.Committed();
        var versions = new List<string> { Version.Version };
        Note(() => tree.Write("a.txt", "once"));
        Note(() => tree.Write("a.txt", "twice"));
        Note(() => tree.Git("add", "a.txt"));
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

    [GitFact]
    public void Folder_that_is_no_repository_is_unversioned() =>
        Assert.Equal(new SourceVersion("none", "unversioned", "1970-01-01T00:00:00Z"), Version);

    [UnixFact]
    public async Task Without_git_the_tree_is_unversioned_and_the_build_goes_on()
    {
        using var folder = new BuildFolder();
        folder.Environment["PATH"] = "/nonexistent";
        (await folder.RunAsync("ShowSource")).Expect(ExitCode.Released).ExpectText("Source unversioned of none");
    }
}
