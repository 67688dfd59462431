using System.Security.Cryptography;
using Slipway.Applications;
using Slipway.Docker.Engine;
using Slipway.Docker.Hosting;
using Slipway.Nuke.Console;
using Slipway.Nuke.Tests.Builds;
using Slipway.Routers;
using Slipway.Testing.Processes;

namespace Slipway.Nuke.Tests.Graph;

/// <summary>A second deployer learns of the first before it compiles anything.</summary>
public sealed class LockTests : IAsyncLifetime, IDisposable
{
    private readonly BuildFolder folder = new();
    private readonly string application = $"nuketests-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
    private readonly DockerEngine host = DockerEngine.Connect(null, TimeProvider.System);
    private readonly ReleaseEngine engine;

    public LockTests()
    {
        folder.Environment.Remove("DOCKER_HOST");
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is { } given)
        {
            folder.Environment["DOCKER_HOST"] = given;
        }

        var observer = new ConsoleObserver();
        var description = new Application
        {
            Name = application,
            Services = [new Service { Name = "web", Image = new ImageSource { Name = "small", Dockerfile = "Dockerfile" }, Port = 8080 }],
        };
        var router = RouterFactory.Create(application, description.Router, host, TimeProvider.System, observer.Progress);
        engine = new ReleaseEngine(description, new ReleaseTarget(host, router, new Uri("http://127.0.0.1:8080"), BaseImage.Name), observer,
            TimeProvider.System);
    }

    public Task InitializeAsync() => new BaseImage(host, TimeProvider.System, new Progress<string>()).EnsureAsync(CancellationToken.None);

    public Task DisposeAsync() => engine.ResetAsync("test", CancellationToken.None);

    public void Dispose()
    {
        host.Dispose();
        folder.Dispose();
    }

    [EngineFact]
    public async Task Prepare_of_a_build_that_changes_the_target_takes_the_lock()
    {
        await using var first = await engine.BeginAsync("Deploy", "ann@laptop", CancellationToken.None);
        foreach (var target in new[] { "DeployRelease", "DeployCanary", "Migrate" })
        {
            var second = (await folder.RunAsync(target, "--named", application)).Expect(ExitCode.Locked).ExpectText("ann@laptop")
                .ExpectText("since ");
            Assert.Equal("Failed", second.Status("Prepare"));
            Assert.All(second.Summary.Where(row => row.Target != "Prepare"), row => Assert.Equal("NotRun", row.Status));
        }
    }

    [EngineFact]
    public async Task Prepare_of_a_build_that_changes_nothing_asks_for_no_lock()
    {
        await using var first = await engine.BeginAsync("Deploy", "ann@laptop", CancellationToken.None);
        Assert.Equal("Succeeded", (await folder.RunAsync("Prepare", "--named", application)).Expect(ExitCode.Released).Status("Prepare"));
        (await folder.RunAsync("Status", "--named", application)).Expect(ExitCode.Released).ExpectText("Under way: Deploy by ann@laptop");
    }

    [EngineFact]
    public async Task Lock_is_free_once_the_build_that_took_it_is_over()
    {
        // There is no Dockerfile.
        var ended = (await folder.RunAsync("Migrate", "--named", application, "--port", $"{Ports.Free()}")).Expect(ExitCode.Failed);
        Assert.Equal("Succeeded", ended.Status("Prepare"));
        await using var next = await engine.BeginAsync("Deploy", "ben@laptop", CancellationToken.None);
    }
}
