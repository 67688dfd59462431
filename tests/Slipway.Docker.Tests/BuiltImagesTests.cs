using System.Security.Cryptography;
using Slipway.Containers;
using Slipway.Docker.Engine;

namespace Slipway.Docker.Tests;

/// <summary>What retention takes of images that were only built, and what it leaves to whoever needs it.</summary>
public sealed class BuiltImagesTests(EngineFixture fixture) : IClassFixture<EngineFixture>, IAsyncLifetime
{
    private readonly List<string> made = [];

    private string Repository => $"127.0.0.1:1/{fixture.Name("built")}";

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (Machine.WithoutEngine is null && made.Count > 0)
        {
            await RunningProcess.RunAsync("docker", ["image", "rm", "--force", .. made]);
        }
    }

    [EngineFact]
    public async Task A_build_that_was_never_released_goes_and_what_anybody_needs_or_named_stays()
    {
        var unneeded = await BuildAsync(Repository, "1.0");
        var used = await BuildAsync(Repository, "1.1");
        var named = await BuildAsync(Repository, "1.2");
        var newest = await BuildAsync(Repository, "1.3");
        var somebodys = await BuildAsync($"{Repository}-of-somebody", "1.0");
        var mine = await TagAsync(named, $"{Repository}:mine");
        var latest = await TagAsync(newest, $"{Repository}:latest");
        var container = fixture.Name("user");
        await DockerAsync("create", "--name", container, used, "/none");
        var sweep = new ImageSweep { Repositories = [Repository], Grace = TimeSpan.Zero };
        try
        {
            Assert.Empty((await SweepAsync(sweep with { Grace = TimeSpan.FromHours(1) })).Images);
            Assert.Equal([unneeded, named], Sorted((await SweepAsync(sweep with { OnlyLook = true })).Images));
            Assert.True(await IsThereAsync(unneeded));

            Assert.Equal([unneeded, named], Sorted((await SweepAsync(sweep)).Images));

            Assert.False(await IsThereAsync(unneeded));
            Assert.False(await IsThereAsync(named));
            foreach (var image in new[] { used, mine, newest, latest, somebodys })
            {
                Assert.True(await IsThereAsync(image), $"{image} stays");
            }

            Assert.Equal([newest, latest], Sorted((await SweepAsync(sweep with { Latest = true })).Images));
        }
        finally
        {
            await DockerAsync("rm", container);
        }
    }

    private Task<SweptImages> SweepAsync(ImageSweep sweep) => fixture.Engine.Images.SweepAsync(sweep, CancellationToken.None);

    /// <summary>As Slipway builds it: by its labels, with a content and a tag of its own.</summary>
    private async Task<string> BuildAsync(string repository, string version)
    {
        var folder = Directory.CreateTempSubdirectory("slipway-built-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "content"), RandomNumberGenerator.GetHexString(8));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Dockerfile"), "FROM scratch\nCOPY content /content\n");
            var name = $"{repository}:{version}";
            await DockerAsync("build", "--quiet", "--tag", name,
                "--label", "slipway.image=built", "--label", $"org.opencontainers.image.version={version}", folder.FullName);
            made.Add(name);
            return name;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<string> TagAsync(string image, string name)
    {
        await DockerAsync("tag", image, name);
        made.Add(name);
        return name;
    }

    private static async Task<bool> IsThereAsync(string image) =>
        (await RunningProcess.RunAsync("docker", ["image", "inspect", image])).ExitCode == 0;

    private static List<string> Sorted(IReadOnlyList<string> names) => [.. names.Order(StringComparer.Ordinal)];

    private static async Task DockerAsync(params string[] arguments) => (await RunningProcess.RunAsync("docker", arguments)).Expect(0);
}
