using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.Docker.Engine;
using Slipway.Docker.Hosting;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Routers;
using Slipway.Routing;

namespace Slipway.Bench;

/// <summary>
/// A copy of the last commit with a stage, a port and a registry of its own. Disposing of it removes everything that was released from it.
/// </summary>
internal sealed class Workspace : IAsyncDisposable
{
    private readonly string folder;
    private readonly string[] parameters;
    private readonly int registryPort;

    private Workspace(string folder, DockerEngine engine, TimeProvider time)
    {
        (this.folder, Engine, Time) = (folder, engine, time);
        var stage = $"bench-{Guid.NewGuid().ToString("N")[..6]}";
        (Port, registryPort) = (FindFreePort(), FindFreePort());
        Names = new ResourceNames($"shop-{stage}");
        parameters = ["--stage", stage, "--port", $"{Port}", "--registry-port", $"{registryPort}"];
    }

    public DockerEngine Engine { get; }

    public TimeProvider Time { get; }

    /// <summary>The published port.</summary>
    public int Port { get; }

    public ResourceNames Names { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>The shop's image in the workspace's own registry.</summary>
    public string Repository => $"127.0.0.1:{registryPort}/shop";

    /// <summary>The registry's container; <see cref="LocalRegistry"/> names it so.</summary>
    public string Registry => $"slipway-registry-{registryPort}";

    /// <summary>Where the shop's layers lie, as `docker build` gets them.</summary>
    public string ImageContext => Path.Combine(folder, "artifacts", "shop");

    public string Dockerfile => Path.Combine(folder, "samples", "Shop", "Dockerfile");

    public static async Task<Workspace> CreateAsync(string repository, TimeProvider time, CancellationToken cancellationToken)
    {
        var copy = Directory.CreateTempSubdirectory("slipway-bench-").FullName;
        await BuildProcess.RunAsync(new Command("git", "clone", "--quiet", repository, copy), time, cancellationToken);
        return new Workspace(copy, DockerEngine.Connect(endpoint: null, time), time);
    }

    /// <summary>Runs <c>./build.sh</c> with the workspace's stage and ports.</summary>
    public Task<BuildProcess.Finished> BuildAsync(CancellationToken cancellationToken, params string[] arguments) =>
        BuildProcess.RunAsync(BuildCommand(arguments), Time, cancellationToken);

    public Process StartBuild(params string[] arguments) => BuildProcess.Start(BuildCommand(arguments));

    public IRouter OpenRouter() =>
        RouterFactory.Create(Names.Application, new RouterSettings { Port = Port }, Engine, Time, new Progress<string>());

    public Task<KeeperSession> OpenKeeperAsync(CancellationToken cancellationToken) =>
        new KeeperContainer(Names, Engine, BaseImage.Name, Time).OpenAsync(cancellationToken);

    /// <summary>Makes a container, starts it, and says its address.</summary>
    public async Task<string> StartAsync(ContainerSpec spec, CancellationToken cancellationToken)
    {
        await Engine.Containers.CreateAsync(spec, cancellationToken);
        await Engine.Containers.StartAsync(spec.Name, cancellationToken);
        return (await Engine.Containers.FindAsync(spec.Name, cancellationToken))?.Address
            ?? throw new InvalidOperationException($"{spec.Name} does not run.");
    }

    /// <summary>Changes one line of the shop's code; each number gives another line.</summary>
    public async Task ChangeOneLineAsync(int number, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "samples", "Shop", "Web", "IndexPage.cs");
        var lines = await File.ReadAllLinesAsync(file, cancellationToken);
        var index = Array.FindIndex(lines, line => line.Contains("<title>", StringComparison.Ordinal));
        lines[index] = $"        <title>Shop, measured {number}</title>";
        await File.WriteAllLinesAsync(file, lines, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await BuildProcess.TryRunAsync(BuildCommand(["Reset", "--yes"]), Time, CancellationToken.None);
        await RemoveImagesAsync();
        await new LocalRegistry(Engine, registryPort, Time, new Progress<string>()).RemoveAsync(CancellationToken.None);
        Engine.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>By name, not by content: the same image may bear another name that is not ours.</summary>
    private async Task RemoveImagesAsync()
    {
        var listed = await BuildProcess.TryRunAsync(
            new Command("docker", "image", "ls", "--digests", "--format", "{{.Tag}} {{.Digest}}", Repository), Time,
            CancellationToken.None);
        var names = (listed?.Output ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .Select(words => words[0] == "<none>" ? $"{Repository}@{words[1]}" : $"{Repository}:{words[0]}")
            .Distinct(StringComparer.Ordinal).ToArray();
        if (names.Length > 0)
        {
            await BuildProcess.TryRunAsync(new Command("docker", ["image", "rm", "--force", .. names]), Time, CancellationToken.None);
        }
    }

    private Command BuildCommand(string[] arguments) =>
        new(Path.Combine(folder, "build.sh"), [.. arguments, .. parameters]) { Folder = folder };

    public static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
