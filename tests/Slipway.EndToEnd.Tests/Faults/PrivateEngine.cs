using System.Globalization;
using System.Security.Cryptography;
using Slipway.Docker.Engine;
using Slipway.EndToEnd.Tests.Target;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>
/// An engine of a test's own, which it may stop: in its own network and mount namespaces with its own data, so that the machine's bridges,
/// firewall and containers are untouched. A pair of links leads to it from this machine.
/// </summary>
internal sealed class PrivateEngine : IAsyncDisposable
{
    private const int MostStarts = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-e2e-");
    private readonly string link = $"sw{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
    private readonly int subnet = RandomNumberGenerator.GetInt32(1, 255);
    private RunningProcess? holder;
    private RunningProcess? daemon;

    /// <summary>Why this machine can't have one; null when it can.</summary>
    public static string? Obstacle => Machine.WithoutEngine ?? (
        !OperatingSystem.IsLinux() || Environment.UserName != "root" ? "an engine of its own needs Linux and root"
        : new[] { "dockerd", "unshare", "nsenter", "ip", "iptables" }.FirstOrDefault(program => !IsOnPath(program)) is { } missing
            ? $"an engine of its own needs {missing}"
        : null);

    public string Endpoint => $"unix://{Socket}";

    /// <summary>Where what it publishes is reached from this machine.</summary>
    public string Address => $"10.213.{subnet.ToString(CultureInfo.InvariantCulture)}.2";

    private string Socket => Path.Combine(folder.FullName, "engine.sock");

    private string Namespace => $"/proc/{holder!.Id.ToString(CultureInfo.InvariantCulture)}/ns";

    public static async Task<PrivateEngine> StartAsync()
    {
        var engine = new PrivateEngine();
        // The namespaces live as long as this process, whatever becomes of the engine.
        engine.holder = RunningProcess.Start("unshare", ["--net", "--mount", "--propagation", "private", "sleep", "infinity"]);
        await AwaitAsync(
            () =>
                Task.FromResult(
                    new FileInfo($"{engine.Namespace}/mnt").LinkTarget is { } own && own != new FileInfo("/proc/self/ns/mnt").LinkTarget));
        await engine.ConnectAsync();
        await engine.BootAsync();
        return engine;
    }

    /// <summary>Copies images of the tests' engine, by id, into this one.</summary>
    public async Task LoadAsync(params IReadOnlyList<string> images)
    {
        var file = Path.Combine(folder.FullName, "images.tar");
        await DockerClient.RunAsync(["save", "--output", file, .. images]);
        await DockerClient.RunAsync("--host", Endpoint, "load", "--quiet", "--input", file);
        File.Delete(file);
    }

    /// <summary>Ends it, and with it the containers, as an upgrade of the engine or a restart of the machine does.</summary>
    public Task StopAsync() => EndAsync("TERM");

    /// <summary>Ends it as a machine without memory does. Its containers run on without it, until it is started again.</summary>
    public Task KillAsync() => EndAsync("KILL");

    /// <summary>
    /// Starts it, and returns when it answers. One that ends at its start, as it may after it was killed, is started again, as every init
    /// system does.
    /// </summary>
    public async Task BootAsync()
    {
        for (var left = MostStarts; ; left--)
        {
            daemon = RunningProcess.Start("nsenter",
            [
                $"--net={Namespace}/net", $"--mount={Namespace}/mnt", "dockerd", "--host", Endpoint, "--data-root",
                Path.Combine(folder.FullName, "data"),
                "--exec-root", Path.Combine(folder.FullName, "exec"), "--pidfile", Path.Combine(folder.FullName, "engine.pid"),
            ]);
            if (await ComesUpAsync(daemon))
            {
                return;
            }

            await RunningProcess.RunAsync("kill", ["-s", "TERM", daemon.Id.ToString(CultureInfo.InvariantCulture)]);
            var ended = await daemon.EndAsync();
            await daemon.DisposeAsync();
            daemon = null;
            Assert.True(left > 1, $"the engine did not start: {ended.All}");
        }
    }

    /// <summary>False when it has ended instead, or says nothing for a minute.</summary>
    private async Task<bool> ComesUpAsync(RunningProcess starting)
    {
        using var engine = DockerEngine.Connect(Endpoint, TimeProvider.System);
        var answers = false;
        try
        {
            await AwaitAsync(async () => (answers = await AnswersAsync(engine)) || starting.HasEnded);
        }
        catch (OperationCanceledException)
        {
            // It neither answers nor ends.
        }

        return answers;
    }

    private async Task EndAsync(string signal)
    {
        await daemon!.SignalAsync(signal);
        await daemon.EndAsync();
        await daemon.DisposeAsync();
        daemon = null;
    }

    private static async Task<bool> AnswersAsync(DockerEngine engine)
    {
        try
        {
            await engine.PingAsync(CancellationToken.None);
            return true;
        }
        catch (SlipwayException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (daemon is not null)
        {
            // Its containers end with it. One that did not start has ended already.
            await RunningProcess.RunAsync("kill", ["-s", "TERM", daemon.Id.ToString(CultureInfo.InvariantCulture)]);
            await daemon.EndAsync();
            await daemon.DisposeAsync();
        }

        if (holder is not null)
        {
            // An engine that ended badly leaves containers behind, and with them the namespaces and the link.
            var inside = new FileInfo($"{Namespace}/net").LinkTarget;
            foreach (var process in Directory.EnumerateDirectories("/proc")
                .Where(process => int.TryParse(Path.GetFileName(process), CultureInfo.InvariantCulture, out _)))
            {
                if (NamespaceOf(process) == inside)
                {
                    await RunningProcess.RunAsync("kill", ["-s", "KILL", Path.GetFileName(process)]);
                }
            }

            await holder.DisposeAsync();
            await RunningProcess.RunAsync("ip", ["link", "delete", link]);
        }

        folder.Delete(recursive: true);
    }

    private async Task ConnectAsync()
    {
        var net = $"--net={Namespace}/net";
        (string Program, string[] Arguments)[] commands =
        [
            ("ip",
                [
                    "link", "add", link, "type", "veth", "peer", "name", "outside", "netns",
                    holder!.Id.ToString(CultureInfo.InvariantCulture),
                ]),
            ("ip", ["address", "add", $"{Address[..^1]}1/30", "dev", link]),
            ("ip", ["link", "set", link, "up"]),
            ("nsenter", [net, "ip", "link", "set", "lo", "up"]),
            ("nsenter", [net, "ip", "address", "add", $"{Address}/30", "dev", "outside"]),
            ("nsenter", [net, "ip", "link", "set", "outside", "up"]),
        ];
        foreach (var (program, arguments) in commands)
        {
            (await RunningProcess.RunAsync(program, arguments)).Expect(0);
        }
    }

    private static async Task AwaitAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }

    private static string? NamespaceOf(string process)
    {
        try
        {
            return new FileInfo($"{process}/ns/net").LinkTarget;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has ended since it was listed.
            return null;
        }
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
