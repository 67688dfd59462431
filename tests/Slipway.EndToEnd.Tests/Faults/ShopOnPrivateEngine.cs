using System.Net.Http.Json;
using Slipway.Applications;
using Slipway.Docker.Engine;
using Slipway.Docker.Hosting;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Reliability;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Hosts;
using Slipway.Reporting;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>
/// A shop on an engine of its own, which may be restarted and killed: like one on the tests' engine, whose images it gets. The tests of a
/// class share it, and find it as the one before left it.
/// </summary>
public class ShopOnPrivateEngine : IAsyncLifetime
{
    private const string Application = "e2e-engine";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ShopOnTarget like;
    private Assignment? assignment;
    private PrivateEngine? engine;
    private string? slowImage;
    private int versions;

    public ShopOnPrivateEngine()
        : this(new ShopOnTarget())
    {
    }

    internal ShopOnPrivateEngine(ShopOnTarget like) => this.like = like;

    internal PrivateEngine Engine => engine!;

    public ResourceNames Names { get; } = new(Application);

    public Uri Site => new UriBuilder("http", Engine.Address, Assignment.Port).Uri;

    private Assignment Assignment => assignment!;

    private Dictionary<string, string> Environment => new(StringComparer.Ordinal) { ["DOCKER_HOST"] = Engine.Endpoint };

    public async Task InitializeAsync()
    {
        if (PrivateEngine.Obstacle is not null)
        {
            return;
        }

        await like.InitializeAsync();
        engine = await PrivateEngine.StartAsync();
        var shop = await IdOfAsync(await like.Images.GoodAsync($"{Application}-1"));
        slowImage = await IdOfAsync(await like.Images.BeforeAsync("web", "sleep 3600", "endless"));
        await engine.LoadAsync([shop, BaseImage.Name, .. await OwnImagesAsync(like)]);
        assignment = new Assignment
        {
            Command = Command.Deploy, Application = Application, Port = 18080, Address = engine.Address, Router = like.Assignment.Router,
            Version = "", Image = shop,
        };
    }

    public async Task DisposeAsync()
    {
        if (PrivateEngine.Obstacle is null)
        {
            await (engine?.DisposeAsync() ?? ValueTask.CompletedTask);
            await like.DisposeAsync();
        }
    }

    /// <summary>A version that was not released yet.</summary>
    public string NextVersion() => $"v{++versions}";

    /// <summary>Two versions released one after the other: the first is warm, the second is live.</summary>
    public async Task<(string Warm, string Live)> ReleaseTwoAsync()
    {
        if (versions == 0)
        {
            (await DeployAsync(NextVersion())).Expect(ExitCode.Released);
        }

        var warm = (await ReadStatusAsync()).State.LiveRelease!.Version;
        var live = NextVersion();
        (await DeployAsync(live)).Expect(ExitCode.Released);
        return (warm, live);
    }

    public Task<Ended> DeployAsync(string version) => RunAsync(Assignment with { Version = version });

    public Task<Ended> RollbackAsync() => RunAsync(Assignment with { Command = Command.Rollback });

    /// <summary>A release of a version that never gets healthy; returned once it waits for that.</summary>
    public async Task<RunningProcess> StartEndlessAsync(string version)
    {
        // The image of a release that was undone is removed with it.
        await Engine.LoadAsync(slowImage!);
        return await ShopOnTarget.StartUntilAsync(Assignment with { Version = version, Image = slowImage! }, "Wait until the", Environment);
    }

    public async Task<StatusReport> ReadStatusAsync()
    {
        using var docker = DockerEngine.Connect(Engine.Endpoint, TimeProvider.System);
        var observer = new LineObserver(TextWriter.Null);
        var application = ShopDescription.Describe(Assignment);
        var status = (await new ReleaseEngine(application,
            ShopDescription.Target(application, docker, docker, TimeProvider.System, observer), observer, TimeProvider.System)
            .ReadStatusAsync(CancellationToken.None))!;
        if (status.Interrupted is not null)
        {
            Observations.Note("`Status` named what was interrupted");
        }

        if (status.Stopped.Count > 0)
        {
            Observations.Note("`Status` named what was stopped");
        }

        return status;
    }

    /// <summary>The application's containers that do not run, by the engine's own client.</summary>
    public async Task<IReadOnlyList<string>> ListStoppedAsync() =>
        [.. (await ListAsync("--filter", "status=exited", "--filter", "status=created")).Order(StringComparer.Ordinal)];

    /// <summary>Stops every container of the application, as a person may do, or as an engine leaves them that was killed.</summary>
    public async Task StopAllAsync() =>
        await DockerClient.RunAsync(["--host", Engine.Endpoint, "stop", "--time", "2", .. await ListAsync()]);

    /// <summary>Returns once the site answers as <paramref name="version"/>; fails after a minute.</summary>
    public async Task AwaitAsync(string version)
    {
        using var client = new HttpClient { BaseAddress = Site, Timeout = TimeSpan.FromSeconds(2) };
        using var limit = new CancellationTokenSource(Patience);
        var last = "";
        while (!limit.IsCancellationRequested)
        {
            try
            {
                last = (await client.GetFromJsonAsync<LiveAnswer>("/version.json", limit.Token))!.Version;
                if (last == version)
                {
                    return;
                }
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
            {
                last = error.Message;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, CancellationToken.None);
        }

        var containers = await DockerClient.RunAsync(
            "--host", Engine.Endpoint, "ps", "--all", "--format", "{{.Names}} {{.Status}} {{.Ports}}");
        var logs = await RunningProcess.RunAsync(
            "docker", ["--host", Engine.Endpoint, "logs", "--tail", "20", $"{Application}-router"]);
        Assert.Fail($"{Site} does not answer as {version}, but last with {last}:\n{string.Join('\n', [.. containers, logs.All])}");
    }

    private async Task<Ended> RunAsync(Assignment command)
    {
        await using var process = ShopOnTarget.Start(command, Environment);
        return await process.EndAsync();
    }

    private Task<IReadOnlyList<string>> ListAsync(params IReadOnlyList<string> filters) =>
        DockerClient.RunAsync(["--host", Engine.Endpoint, "ps", "--all", .. filters, "--format", "{{.Names}}"]);

    private static async Task<string> IdOfAsync(string image) =>
        (await DockerClient.InspectAsync("image", image)).Single().GetProperty("Id").GetString()!;

    /// <summary>The router's, the edge's and the database's: nothing can be installed where there is no way out.</summary>
    private static async Task<IReadOnlyList<string>> OwnImagesAsync(ShopOnTarget like) =>
        [.. (await DockerClient.RunAsync("ps", "--all", "--filter", $"label={ResourceNames.ApplicationLabel}={like.Name}", "--format",
            "{{.Image}}"))
            .Where(image => image.StartsWith("slipway/", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];
}
