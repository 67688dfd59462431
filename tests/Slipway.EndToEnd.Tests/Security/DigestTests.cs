using System.Security.Cryptography;
using System.Text.Json;
using Slipway.EndToEnd.Tests.Target;

namespace Slipway.EndToEnd.Tests.Security;

/// <summary>What was pushed is what runs, whatever became of its tag.</summary>
public sealed class DigestTests(ShopOnTarget shop) : IClassFixture<ShopOnTarget>
{
    [EngineFact]
    public async Task Tag_that_was_moved_between_push_and_release_moves_nothing()
    {
        var assignment = await shop.DeploymentOfAsync("pinned");
        var pushed = assignment.Image!;
        var tag = $"{shop.Images.Registry}/shop:{shop.Name}-pinned";
        var other = await shop.Images.GoodAsync($"{shop.Name}-other");
        await DockerClient.RunAsync("tag", other, tag);
        await DockerClient.RunAsync("push", "--quiet", tag);
        // The engine has nothing left of what was pushed: it must ask the registry.
        await DockerClient.RunAsync("image", "rm", "--force", await IdOfAsync(pushed));
        var (moved, _) = await ReadManifestAsync($"{shop.Name}-pinned");
        Assert.NotEqual(DigestOf(pushed), moved);

        (await ShopOnTarget.RunAsync(assignment)).Expect(ExitCode.Released);

        await shop.ExpectAtRestAsync("pinned");
        var live = (await shop.ReadStatusAsync()).State;
        Assert.Equal(pushed, live.LiveRelease!.Images["shop"]);
        var (digest, configuration) = await ReadManifestAsync(DigestOf(pushed));
        Assert.Equal(DigestOf(pushed), digest);
        foreach (var workload in new[] { "web", "worker" })
        {
            var container = (await DockerClient.InspectAsync("container", shop.Names.Slot(workload, live.Live!.Value))).Single();
            // The id of the image that runs is the digest of its configuration, which the manifest names: no part of the chain is by name.
            Assert.Equal(configuration, container.GetProperty("Image").GetString());
            Assert.Equal(pushed, container.GetProperty("Config").GetProperty("Image").GetString());
        }
    }

    private static string DigestOf(string reference) => reference[(reference.IndexOf('@', StringComparison.Ordinal) + 1)..];

    private static async Task<string> IdOfAsync(string reference) =>
        (await DockerClient.InspectAsync("image", reference)).Single().GetProperty("Id").GetString()!;

    /// <summary>Digest of a manifest, computed here, and the digest of the configuration that it names.</summary>
    private async Task<(string Digest, string Configuration)> ReadManifestAsync(string reference)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://{shop.Images.Registry}/v2/shop/manifests/{reference}"));
        request.Headers.Accept.ParseAdd("application/vnd.docker.distribution.manifest.v2+json");
        using var answer = await client.SendAsync(request, CancellationToken.None);
        answer.EnsureSuccessStatusCode();
        var bytes = await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
        using var manifest = JsonDocument.Parse(bytes);
        return ($"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}",
            manifest.RootElement.GetProperty("config").GetProperty("digest").GetString()!);
    }
}
