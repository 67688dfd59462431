using System.Net.Http.Json;
using Slipway.Docker.Engine;
using Slipway.Docker.Images;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Reliability;
using Slipway.EndToEnd.Tests.Running;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Releases;
using Slipway.Reporting;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>The engine is restarted in the middle of a release; its containers come back with it.</summary>
public sealed class EngineRestartTests
{
    private const string Application = "e2e-engine";

    [PrivateEngineFact]
    [Fault("The engine is restarted while a release runs",
        Served = "nothing while the containers are down with it, then the version that had the traffic before",
        Said = "4 or 5 at once; `Status` afterwards names what was interrupted",
        Converged = "the next `Deploy`; router, database, live and warm slot come back with the engine")]
    public async Task Engine_that_restarts_brings_back_what_was_live_and_the_next_release_converges()
    {
        var images = await ShopImages.AcquireAsync();
        try
        {
            await using var engine = await PrivateEngine.StartAsync();
            var shop = await IdOfAsync(await images.GoodAsync($"{Application}-1"));
            var slow = await IdOfAsync(await images.BeforeAsync("web", "sleep 3600", "endless"));
            await engine.LoadAsync([shop, slow, BaseImage.Name, .. await OwnImagesAsync()]);
            var assignment = new Assignment { Command = Command.Deploy, Application = Application, Port = 18080, Address = engine.Address, Version = "v1", Image = shop };
            (await RunAsync(engine, assignment)).Expect(ExitCode.Released);
            (await RunAsync(engine, assignment with { Version = "v2" })).Expect(ExitCode.Released);

            var site = new UriBuilder("http", engine.Address, assignment.Port).Uri;
            await using var watch = new VersionWatch(site);
            await using var deployer = await ShopOnTarget.StartUntilAsync(assignment with { Version = "v3", Image = slow }, "Wait until the", Environment(engine));
            await engine.StopAsync();
            var ended = await deployer.EndAsync();
            Assert.True((ExitCode)ended.ExitCode is ExitCode.Failed or ExitCode.NeedsPerson, ended.All);
            await engine.BootAsync();

            await AwaitAsync(engine, site, "v2");
            var status = await ReadStatusAsync(engine, assignment);
            Assert.Equal("v2", status.State.LiveRelease?.Version);
            Assert.Equal("v3", status.Interrupted?.Request?.Version);
            (await RunAsync(engine, assignment with { Version = "v4" })).Expect(ExitCode.Released);
            await AwaitAsync(engine, site, "v4");
            Assert.Null((await ReadStatusAsync(engine, assignment)).Interrupted);
            var served = await watch.StopAsync();
            Assert.Equal([], served.Except(["v2", "v4", "-"], StringComparer.Ordinal));
            Assert.Equal(["v2", "v4"], served.Where(version => version != "-").Distinct(StringComparer.Ordinal));
        }
        finally
        {
            await ShopImages.ReleaseAsync();
        }
    }

    private static Dictionary<string, string> Environment(PrivateEngine engine) => new(StringComparer.Ordinal) { ["DOCKER_HOST"] = engine.Endpoint };

    private static async Task<Ended> RunAsync(PrivateEngine engine, Assignment assignment)
    {
        await using var process = ShopOnTarget.Start(assignment, Environment(engine));
        return await process.EndAsync();
    }

    private static async Task<StatusReport> ReadStatusAsync(PrivateEngine engine, Assignment assignment)
    {
        using var docker = DockerEngine.Connect(engine.Endpoint, TimeProvider.System);
        var observer = new LineObserver(TextWriter.Null);
        var application = ShopDescription.Describe(assignment);
        return (await new ReleaseEngine(application, ShopDescription.Target(application, docker, docker, TimeProvider.System, observer), observer, TimeProvider.System)
            .ReadStatusAsync(CancellationToken.None))!;
    }

    private static async Task<string> IdOfAsync(string image) => (await DockerClient.InspectAsync("image", image)).Single().GetProperty("Id").GetString()!;

    /// <summary>The router's and the database's, as the tests' own engine has made them.</summary>
    private static async Task<IReadOnlyList<string>> OwnImagesAsync() =>
        [.. (await DockerClient.RunAsync("images", "--format", "{{.Repository}}:{{.Tag}}")).Where(image => image.StartsWith("slipway/haproxy:", StringComparison.Ordinal) || image.StartsWith("slipway/postgres:", StringComparison.Ordinal))];

    private static async Task AwaitAsync(PrivateEngine engine, Uri site, string version)
    {
        using var client = new HttpClient { BaseAddress = site, Timeout = TimeSpan.FromSeconds(2) };
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!limit.IsCancellationRequested)
        {
            try
            {
                if ((await client.GetFromJsonAsync<LiveAnswer>("/version.json", limit.Token))!.Version == version)
                {
                    return;
                }
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
            {
                // Not yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, CancellationToken.None);
        }

        Assert.Fail($"{site} does not answer as {version}:\n{string.Join('\n', [
            .. await DockerClient.RunAsync("--host", engine.Endpoint, "ps", "--all", "--format", "{{.Names}} {{.Status}} {{.Ports}}"),
            (await RunningProcess.RunAsync("docker", ["--host", engine.Endpoint, "logs", "--tail", "20", $"{Application}-router"])).All])}");
    }
}
