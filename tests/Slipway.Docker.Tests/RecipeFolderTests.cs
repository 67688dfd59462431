using System.Runtime.Versioning;
using System.Security.Cryptography;
using Slipway.Containers;
using Slipway.Docker.Engine;

namespace Slipway.Docker.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class RecipeFolderTests(EngineFixture fixture) : IClassFixture<EngineFixture>, IDisposable
{
    private const UnixFileMode Runnable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly string folder = Directory.CreateTempSubdirectory("recipe-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [EngineFact]
    public async Task A_folder_arrives_as_it_is_less_what_its_dockerignore_leaves_out()
    {
        byte[] binary = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        Write("Dockerfile", $"FROM {EngineFixture.Image}\nCOPY . /context\n");
        Write(".dockerignore", "# not these\n*.secret\n**/cache\n!keep.secret\n");
        Write("Program.cs", "// a file like any other");
        Write("a.secret", "x");
        Write("keep.secret", "kept");
        Write("deep/er/cache/x", "x");
        Write("deep/er/run.sh", "#!/bin/sh\necho runs\n");
        File.WriteAllBytes(Path.Combine(folder, "deep/er/binary"), binary);
        File.SetUnixFileMode(Path.Combine(folder, "deep/er/run.sh"), Runnable);
        Directory.CreateDirectory(Path.Combine(folder, "empty"));
        File.CreateSymbolicLink(Path.Combine(folder, "link"), "deep/er/run.sh");

        var image = await fixture.Engine.Images.EnsureAsync(
            ImageRecipe.FromFolder(fixture.Name("folder"), folder), new Progress<string>(), CancellationToken.None);

        var name = await fixture.StartAsync(fixture.Sleeper("folder") with { Image = image });
        Assert.Equal(
            [
                ".dockerignore", "Dockerfile", "Program.cs", "deep", "deep/er", "deep/er/binary", "deep/er/run.sh", "empty", "keep.secret",
                "link",
            ],
            (await RunAsync(name, "cd /context && find . -mindepth 1 | cut -c3- | LC_ALL=C sort")).Split('\n'));
        Assert.Equal("744 runs", await RunAsync(name, "cd /context && echo $(stat -c %a deep/er/run.sh) $(deep/er/run.sh)"));
        Assert.Equal("deep/er/run.sh", await RunAsync(name, "readlink /context/link"));
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(binary)),
            (await RunAsync(name, "sha256sum /context/deep/er/binary")).Split(' ')[0]);
        await fixture.Engine.Containers.RemoveAsync(name, CancellationToken.None);
        Assert.True(await fixture.Engine.Images.RemoveAsync(image, CancellationToken.None));
    }

    [EngineFact]
    public async Task A_pattern_that_makes_no_sense_and_a_folder_that_is_gone_are_named()
    {
        Write("Dockerfile", $"FROM {EngineFixture.Image}\n");
        Write(".dockerignore", "ok\n[z-a]x\n");
        var recipe = ImageRecipe.FromFolder(fixture.Name("unreadable"), folder);
        var senseless = await Assert.ThrowsAsync<ImageBuildException>(
            () => fixture.Engine.Images.EnsureAsync(recipe, new Progress<string>(), CancellationToken.None));
        Assert.Contains("'[z-a]x' of .dockerignore", senseless.Message, StringComparison.Ordinal);

        var gone = await Assert.ThrowsAsync<ImageBuildException>(() => fixture.Engine.Images.EnsureAsync(
            recipe with { Folder = Path.Combine(folder, "gone") }, new Progress<string>(), CancellationToken.None));
        Assert.Contains(Path.Combine(folder, "gone"), gone.Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public void Another_byte_mode_name_or_link_gives_the_image_another_name()
    {
        Write("Dockerfile", "FROM scratch\n");
        Write("a/b", "1");
        File.CreateSymbolicLink(Path.Combine(folder, "link"), "a");
        List<string> names = [Name()];
        Assert.Equal(names[0], Name());

        Write("a/b", "2");
        names.Add(Name());
        File.SetUnixFileMode(Path.Combine(folder, "a/b"), Runnable);
        names.Add(Name());
        File.Move(Path.Combine(folder, "a/b"), Path.Combine(folder, "a/c"));
        names.Add(Name());
        File.Delete(Path.Combine(folder, "link"));
        File.CreateSymbolicLink(Path.Combine(folder, "link"), "b");
        names.Add(Name());
        Write(".dockerignore", "ignored");
        names.Add(Name());

        Assert.Distinct(names);
        Write("ignored", "x");
        Assert.Equal(names[^1], Name());

        string Name() => RecipeHash.Of(ImageRecipe.FromFolder("slipway/any", folder), []);
    }

    [Theory]
    [InlineData("a", "a", true)]
    [InlineData("a", "a/b/c", true)]
    [InlineData("a", "b/a", false)]
    [InlineData("/a/", "a/b", true)]
    [InlineData("./a/../b", "b", true)]
    [InlineData("*.md", "x.md", true)]
    [InlineData("*.md", "x/y.md", false)]
    [InlineData("*/*.md", "x/y.md", true)]
    [InlineData("**/*.md", "x.md", true)]
    [InlineData("**/*.md", "x/y/z.md", true)]
    [InlineData("a/**", "a/b/c", true)]
    [InlineData("a/**/c", "a/c", true)]
    [InlineData("a?", "ab", true)]
    [InlineData("a?", "a/", false)]
    [InlineData("[ab]c", "bc", true)]
    [InlineData("[^ab]c", "bc", false)]
    [InlineData("a+(b).c", "a+(b).c", true)]
    [InlineData("a.b", "axb", false)]
    [InlineData("\\*", "x", false)]
    [InlineData("#a", "#a", false)]
    [InlineData("*\n!a", "a", false)]
    [InlineData("a\n!a/b", "a/b", false)]
    [InlineData("a\n!a/b", "a/c", true)]
    [InlineData("!a\na", "a", true)]
    [InlineData("", "a", false)]
    public void Patterns_of_a_dockerignore_mean_what_they_mean_to_docker(string lines, string path, bool ignored) =>
        Assert.Equal(ignored, new IgnoredPaths(lines.Split('\n')).Contain(path));

    private void Write(string path, string text)
    {
        var full = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    private async Task<string> RunAsync(string name, string script)
    {
        var result = await fixture.Engine.Containers.ExecuteAsync(name, ["sh", "-c", script], CancellationToken.None);
        return result.StandardOutput.Trim();
    }
}
