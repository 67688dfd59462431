using Nuke.Common.IO;

namespace Slipway.Compat.Tests;

public sealed class PathTests : IDisposable
{
    private readonly AbsolutePath directory = Directory.CreateTempSubdirectory("nuke-compat-").FullName;

    public void Dispose() => directory.DeleteDirectory();

    [Fact]
    public void Paths_are_joined_and_normalised()
    {
        Assert.Equal(directory / "b", directory / "a" / ".." / "b" / "");
        Assert.Equal(directory / "a.txt", directory / "a" + ".txt");
        Assert.Equal(directory, (directory / "a").Parent);
        Assert.Equal("a", (directory / "a.txt").NameWithoutExtension);
        Assert.True(directory.Contains(directory / "a"));
        Assert.False((directory / "a").Contains(directory / "ab"));
    }

    [Fact]
    public void A_relative_path_is_no_absolute_one() => Assert.ThrowsAny<Exception>(() => (AbsolutePath)"a/b");

    [Fact]
    public void Patterns_find_files()
    {
        foreach (var file in new[] { "a.cs", "src/b.cs", "src/deep/c.cs", "src/deep/c.txt", "obj/d.cs" })
            (directory / file).WriteAllText(file);
        Assert.Equal(["a.cs", "src/b.cs", "src/deep/c.cs"], Find("**/*.cs", "!obj/**"), StringComparer.Ordinal);
        Assert.Equal(["a.cs"], Find("*.cs"), StringComparer.Ordinal);
        Assert.Equal(["src/deep/c.cs", "src/deep/c.txt"], Find("src/*/c.{cs,txt}"), StringComparer.Ordinal);
    }

    [Fact]
    public void Cleaning_a_directory_leaves_it_empty()
    {
        var made = (directory / "made").CreateOrCleanDirectory();
        (made / "file").WriteAllText("");
        Assert.Empty(Directory.EnumerateFileSystemEntries(made.CreateOrCleanDirectory()));
    }

    private IEnumerable<string> Find(params string[] patterns) =>
        directory.GlobFiles(patterns).Select(path => Path.GetRelativePath(directory, path).Replace('\\', '/'));
}
