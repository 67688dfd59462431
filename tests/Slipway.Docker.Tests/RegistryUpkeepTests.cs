using System.Net.Sockets;
using System.Text;
using Slipway.Containers;
using Slipway.Docker.Engine;
using Slipway.Docker.Hosting;

namespace Slipway.Docker.Tests;

/// <summary>What retention takes from a registry that Slipway started, and what it leaves to whoever needs it.</summary>
public sealed class RegistryUpkeepTests(EngineFixture fixture) : IClassFixture<EngineFixture>, IAsyncLifetime
{
    private static readonly Immediate<string> Silence = new(_ => { });

    private readonly LocalRegistry registry = new(fixture.Engine, Ports.Free(), TimeProvider.System, Silence);

    private readonly List<string> made = [];

    private string Repository => $"{registry.Address}/{fixture.Name("kept")}";

    public Task InitializeAsync() => Machine.WithoutEngine is null ? registry.EnsureAsync(CancellationToken.None) : Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (Machine.WithoutEngine is null)
        {
            foreach (var image in made)
            {
                await fixture.Engine.Images.RemoveAsync(image, CancellationToken.None);
            }

            await registry.RemoveAsync(CancellationToken.None);
        }
    }

    [EngineFact]
    public async Task What_no_release_needs_goes_with_its_space_and_what_anybody_needs_stays()
    {
        var dropped = await PushAsync("1.0");
        var kept = await PushAsync("1.1");
        var tagged = await PushAsync("1.2", alsoAs: "mine");
        var neverReleased = await PushAsync("1.3");
        var newest = await PushAsync("1.4", alsoAs: "latest");
        var sweep = new ImageSweep { Repositories = [Repository], Kept = [kept], Dropped = [dropped, tagged], Grace = TimeSpan.Zero };
        var space = await SpaceAsync();

        Assert.Empty((await SweepAsync(sweep with { Grace = TimeSpan.FromHours(1) })).Manifests);
        var looked = await SweepAsync(sweep with { OnlyLook = true });
        Assert.Equal(Sorted(dropped, neverReleased), Sorted(looked.Manifests));
        Assert.True(await IsInRegistryAsync(dropped));

        var swept = await SweepAsync(sweep);

        Assert.Empty(swept.Notes);
        Assert.Equal(Sorted(dropped, neverReleased), Sorted(swept.Manifests));
        Assert.False(await IsInRegistryAsync(dropped));
        Assert.False(await IsInRegistryAsync(neverReleased));
        Assert.All([kept, tagged, newest], reference => Assert.True(IsInRegistryAsync(reference).GetAwaiter().GetResult()));
        Assert.True(await SpaceAsync() < space - (2 * LayerBytes) + LayerBytes, "the space of two layers is not free");
        Assert.Empty((await SweepAsync(sweep)).Manifests);
        Assert.Contains(newest, (await SweepAsync(sweep with { Latest = true })).Manifests);
        Assert.True(await IsInRegistryAsync(tagged));
    }

    [EngineFact]
    public async Task Beside_a_push_or_a_request_nothing_is_taken_and_it_is_told()
    {
        var dropped = await PushAsync("1.0");
        var sweep = new ImageSweep { Dropped = [dropped], Grace = TimeSpan.Zero };
        await using (await registry.HoldAsync(CancellationToken.None))
        {
            Assert.Contains("a push is under way", Assert.Single((await SweepAsync(sweep)).Notes), StringComparison.Ordinal);
        }

        using (var client = new TcpClient())
        {
            var address = registry.Address.Split(':');
            await client.ConnectAsync(address[0], int.Parse(address[1], System.Globalization.CultureInfo.InvariantCulture));
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET /v2/ HT"));
            Assert.Contains("a request is under way", Assert.Single((await SweepAsync(sweep)).Notes), StringComparison.Ordinal);
        }

        Assert.True(await IsInRegistryAsync(dropped));
        Assert.Equal([dropped], (await SweepAsync(sweep)).Manifests);
    }

    /// <summary>The layer that is pushed again is the one that goes with the other image, at the same time.</summary>
    [EngineFact]
    public async Task A_push_of_the_same_layers_meanwhile_is_whole()
    {
        for (var round = 0; round < 3; round++)
        {
            var dropped = await PushAsync($"1.{round}");
            var sweeps = Task.Run(async () =>
            {
                var sweep = new ImageSweep { Dropped = [dropped], Grace = TimeSpan.Zero };
                while ((await SweepAsync(sweep)).Manifests.Count == 0)
                {
                }
            });
            var pushed = await PushAsync($"2.{round}", layersOf: $"1.{round}");
            await sweeps;
            await fixture.Engine.Images.RemoveAsync(pushed, CancellationToken.None);
            await fixture.Engine.Images.PullAsync(pushed, CancellationToken.None);
        }
    }

    private const int LayerBytes = 300_000;

    private Task<SweptImages> SweepAsync(ImageSweep sweep) => fixture.Engine.Images.SweepAsync(sweep, CancellationToken.None);

    /// <summary>Built as Slipway builds it, with a layer of its own; its name by digest.</summary>
    private async Task<string> PushAsync(string version, string? alsoAs = null, string? layersOf = null)
    {
        var folder = Directory.CreateTempSubdirectory("slipway-registry-");
        try
        {
            var noise = new byte[LayerBytes];
            new Random((layersOf ?? version).Sum(letter => letter)).NextBytes(noise);
            var layer = Path.Combine(folder.FullName, "noise");
            await File.WriteAllBytesAsync(layer, noise);
            File.SetLastWriteTimeUtc(layer, DateTime.UnixEpoch);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Dockerfile"), "FROM scratch\nCOPY noise /noise\n");
            var name = $"{Repository}:{version}";
            await DockerAsync("build", "--quiet", "--label", "slipway.image=kept", "--label", $"org.opencontainers.image.version={version}",
                "--tag", name, folder.FullName);
            await using (await registry.HoldAsync(CancellationToken.None))
            {
                await DockerAsync("push", "--quiet", name);
                if (alsoAs is not null)
                {
                    await DockerAsync("tag", name, $"{Repository}:{alsoAs}");
                    await DockerAsync("push", "--quiet", $"{Repository}:{alsoAs}");
                }
            }

            var digests = await RunningProcess.RunAsync("docker", ["image", "inspect", "--format", "{{index .RepoDigests 0}}", name]);
            var digest = digests.Expect(0).Output[0].Trim();
            made.Add(digest);
            return digest;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<bool> IsInRegistryAsync(string reference)
    {
        using var client = new HttpClient();
        var path = reference[(registry.Address.Length + 1)..].Replace("@", "/manifests/", StringComparison.Ordinal);
        using var asked = new HttpRequestMessage(HttpMethod.Head, $"http://{registry.Address}/v2/{path}");
        asked.Headers.Accept.ParseAdd("application/vnd.docker.distribution.manifest.v2+json");
        return (await client.SendAsync(asked)).IsSuccessStatusCode;
    }

    private async Task<long> SpaceAsync()
    {
        var name = $"slipway-registry-{registry.Address.Split(':')[1]}";
        var used = await fixture.Engine.Containers.ExecuteAsync(name, ["du", "-sb", "/var/lib/registry"], CancellationToken.None);
        return long.Parse(used.StandardOutput.Split('\t')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static List<string> Sorted(params IEnumerable<string> names) => [.. names.Order(StringComparer.Ordinal)];

    private static async Task DockerAsync(params string[] arguments) => (await RunningProcess.RunAsync("docker", arguments)).Expect(0);
}
