using System.Net.Sockets;
using Slipway.Containers;
using Slipway.Docker.Engine;
using Slipway.Docker.Hosting;

namespace Slipway.Docker.Tests;

public sealed class RegistryTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private static readonly Immediate<string> Silence = new(_ => { });

    [EngineFact]
    public async Task What_is_pushed_to_the_local_registry_can_be_pulled_by_its_digest()
    {
        var registry = new LocalRegistry(fixture.Engine, Ports.Free(), TimeProvider.System, Silence);
        try
        {
            await registry.EnsureAsync(CancellationToken.None);
            await registry.EnsureAsync(CancellationToken.None);
            var repository = fixture.Name("pushed");
            var source = await fixture.Engine.Images.EnsureAsync(
                new ImageRecipe(repository, $"FROM {EngineFixture.Image}\nLABEL owner={fixture.Prefix}\n",
                    new Dictionary<string, string>(StringComparer.Ordinal)),
                Silence,
                CancellationToken.None);
            var tagged = $"{registry.Address}/{repository}:1.0";
            await DockerAsync("tag", source, tagged);
            await DockerAsync("push", "--quiet", tagged);

            var digest = (await fixture.ListImagesAsync(source)).Single()
                .RepoDigests.Single(name => name.StartsWith($"{registry.Address}/{repository}@", StringComparison.Ordinal)).Split('@')[1];
            var id = (await fixture.ListImagesAsync(source)).Single().ID;
            Assert.True(await fixture.Engine.Images.RemoveAsync(id, CancellationToken.None));
            var byDigest = $"{registry.Address}/{repository}@{digest}";
            await fixture.Engine.Images.PullAsync(byDigest, CancellationToken.None);
            await fixture.Engine.Images.PullAsync(byDigest, CancellationToken.None);
            var pulled = (await fixture.ListImagesAsync(source)).Single();
            Assert.Equal(id, pulled.ID);
            Assert.Contains(byDigest, pulled.RepoDigests);
            Assert.True(await fixture.Engine.Images.RemoveAsync(pulled.ID, CancellationToken.None));

            var unknown = $"{registry.Address}/{repository}@sha256:{new string('0', 64)}";
            var failure = await Assert.ThrowsAsync<ImageUnavailableException>(() =>
                fixture.Engine.Images.PullAsync(unknown, CancellationToken.None));
            Assert.Contains(unknown, failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            await registry.RemoveAsync(CancellationToken.None);
        }
    }

    [EngineFact]
    public async Task A_port_that_something_else_listens_on_is_named()
    {
        using var other = new TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        var port = ((System.Net.IPEndPoint)other.LocalEndpoint).Port;
        var registry = new LocalRegistry(fixture.Engine, port, TimeProvider.System, Silence);
        try
        {
            var failure = await Assert.ThrowsAsync<RegistryException>(() => registry.EnsureAsync(CancellationToken.None));
            Assert.Contains($"{port}", failure.Message, StringComparison.Ordinal);
            Assert.Contains("--registry-port", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            await registry.RemoveAsync(CancellationToken.None);
        }
    }

    private static async Task DockerAsync(params string[] arguments) => (await RunningProcess.RunAsync("docker", arguments)).Expect(0);
}
