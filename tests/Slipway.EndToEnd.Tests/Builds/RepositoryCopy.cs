using System.Security.Cryptography;
using Slipway.Docker.Engine;
using Slipway.Docker.Hosting;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Target;

namespace Slipway.EndToEnd.Tests.Builds;

/// <summary>
/// A fresh clone as a user would have it: the files of the working tree that git knows or would add, in a folder and a repository of its
/// own. The real build.sh runs there, as a process.
/// </summary>
public sealed class RepositoryCopy : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-e2e-");
    private readonly int registryPort = Ports.Free();
    private Ended? help;

    /// <summary>The stage that the builds of this copy release to.</summary>
    public string Stage { get; } = $"e2e-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";

    /// <summary>What `build.sh --help` says.</summary>
    public Ended Help => help!;

    /// <summary>What git finds changed after the first run of `build.sh`.</summary>
    public IReadOnlyList<string> ChangedByFirstRun { get; private set; } = [];

    public int Port { get; } = Ports.Free();

    public string Application => $"shop-{Stage}";

    public string Folder => folder.FullName;

    public async Task InitializeAsync()
    {
        if (Machine.WithoutEngine is not null)
        {
            return;
        }

        await Repository.CopyAsync(Folder);
        await GitAsync(Folder, "init", "--quiet");
        await CommitAsync("The shop as it is");

        // The first run builds the build itself.
        help = (await RunAsync(["--help"])).Expect(ExitCode.Released);
        ChangedByFirstRun = await GitAsync(Folder, "status", "--porcelain");
    }

    public async Task DisposeAsync()
    {
        if (Machine.WithoutEngine is null)
        {
            using var engine = DockerEngine.Connect(endpoint: null, TimeProvider.System);
            await new LocalRegistry(engine, registryPort, TimeProvider.System, new Silence()).RemoveAsync(CancellationToken.None);
            // By the commits that they were built from, which are this copy's alone: some have no name any more, or that of another
            // registry.
            foreach (var commit in await GitAsync(Folder, "rev-list", "HEAD"))
            {
                await DockerClient.RemoveImagesAsync($"org.opencontainers.image.revision={commit}");
            }
        }

        folder.Delete(recursive: true);
    }

    /// <summary>Commits all that is changed, and be it nothing: the next release has a version of its own.</summary>
    public async Task CommitAsync(string message)
    {
        await GitAsync(Folder, "add", "--all");
        await GitAsync(Folder, "-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "--quiet", "--allow-empty", "--message",
            message);
    }

    /// <summary>The version of what is committed.</summary>
    public async Task<string> ReadVersionAsync() => (await GitAsync(Folder, "rev-parse", "HEAD"))[0][..12];

    /// <summary>Runs build.sh for this copy's own stage, port and registry.</summary>
    public Task<Ended> BuildAsync(params IReadOnlyList<string> arguments) => RunAsync(WithTarget(arguments));

    public RunningProcess StartBuild(params IReadOnlyList<string> arguments) => Start(WithTarget(arguments));

    /// <summary>Runs build.sh with nothing but these arguments.</summary>
    public async Task<Ended> RunAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        await using var process = Start(arguments, environment);
        return await process.EndAsync();
    }

    private RunningProcess Start(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        RunningProcess.Start(Path.Combine(Folder, "build.sh"), arguments, environment, Folder);

    private IReadOnlyList<string> WithTarget(IReadOnlyList<string> arguments) =>
        [.. arguments, "--stage", Stage, "--port", $"{Port}", "--registry-port", $"{registryPort}"];

    private static async Task<IReadOnlyList<string>> GitAsync(string folder, params IReadOnlyList<string> arguments) =>
        (await RunningProcess.RunAsync("git", ["-C", folder, "-c", "core.quotePath=false", .. arguments])).Expect(0).Output;
}
