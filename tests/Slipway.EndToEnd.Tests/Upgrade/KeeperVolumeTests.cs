using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.Docker.Engine;
using Slipway.Docker.Hosting;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Hosts;

namespace Slipway.EndToEnd.Tests.Upgrade;

/// <summary>
/// State volumes of real keepers whose application an older build was killed on: put into the volume of a keeper of this build's making,
/// they tell what they told then.
/// </summary>
public sealed class KeeperVolumeTests
{
    private const string StateFolder = "/slipway";

    private static readonly string Volumes = Path.Combine(ShopDescription.Root, "tests", "Slipway.EndToEnd.Tests", "Upgrade", "Volumes");

    [EngineTheory]
    [InlineData("blue-green")]
    [InlineData("canary")]
    public async Task State_volume_of_an_older_build_tells_what_was_interrupted_and_what_was_released(string volume)
    {
        var folder = Path.Combine(Volumes, volume);
        var files = Read(Path.Combine(folder, "state")).ToList();
        using var docker = DockerEngine.Connect(endpoint: null, TimeProvider.System);
        await new BaseImage(docker, TimeProvider.System, new Silence()).EnsureAsync(CancellationToken.None);
        var assignment = new Assignment
        {
            Command = Command.Deploy, Application = $"e2e-{RandomNumberGenerator.GetHexString(6, lowercase: true)}", Port = Ports.Free(),
        };
        var application = ShopDescription.Describe(assignment);
        var observer = new LineObserver(TextWriter.Null);
        var target = ShopDescription.Target(application, docker, docker, TimeProvider.System, observer);
        await using var engine = new ReleaseEngine(application, target, observer, TimeProvider.System);
        try
        {
            // A session makes the keeper, and is over: whoever looks finds no holder of the lock.
            await (await engine.BeginAsync("Deploy", "test", CancellationToken.None)).DisposeAsync();
            await docker.Containers.CopyIntoAsync(
                new ResourceNames(application.Name).Keeper, StateFolder, files, CancellationToken.None);

            var status = (await engine.ReadStatusAsync(CancellationToken.None))!;
            Assert.Equal(File.ReadAllText(Path.Combine(folder, "interrupted")).TrimEnd(), $"{status.Interrupted}");
            Assert.Equal(
                files.Select(file => file.Path).Where(path => path.StartsWith("releases/", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal),
                status.State.Releases.Select(record => $"releases/{record.Number}.json"));
            var history = await engine.ReadHistoryAsync(CancellationToken.None);
            Assert.Equal(File.ReadLines(Path.Combine(folder, "state", "journal")).Count(IsBeginning), history.Count);
            Assert.Null(history[^1].Outcome);
        }
        finally
        {
            await engine.ResetAsync("test", CancellationToken.None);
        }

        Assert.Empty(await DockerClient.ListAsync($"{ResourceNames.ApplicationLabel}={application.Name}"));
    }

    private static bool IsBeginning(string line) => (string?)JsonNode.Parse(line)!["kind"] == "RunStarted";

    private static IEnumerable<ContainerFile> Read(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(file => new ContainerFile(
            Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllBytes(file),
            UnixFileMode.UserRead | UnixFileMode.UserWrite));
}
