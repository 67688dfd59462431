using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Slipway.Docker.Engine;
using Slipway.Docker.Hosting;
using Slipway.EndToEnd.Deployer;

namespace Slipway.EndToEnd.Tests.Target;

/// <summary>
/// The real shop, built once, and variants of it with real digests in a registry of this test run's own. Shared by all test classes; what
/// was made is removed when the last one gives it back.
/// </summary>
public sealed class ShopImages
{
    /// <summary>It stays, so that the next run need not install its packages again; one that it replaces goes.</summary>
    private const string Base = "slipway-e2e/shop:base";
    private const string BaseLabel = "slipway.e2e.base";

    /// <summary>Hundreds of shops run for seconds each: the engine's own health check, which no release waits for, is rare.</summary>
    private static readonly string Frugal =
        $"ENV {string.Join(' ', RunningProcess.Frugal.Select(pair => $"{pair.Key}={pair.Value}"))}\n"
            + "HEALTHCHECK --interval=60s CMD [\"/app/Shop\", \"health\"]";

    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static ShopImages? shared;
    private static int users;

    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> made = new(StringComparer.Ordinal);
    private readonly string id = RandomNumberGenerator.GetHexString(6, lowercase: true);
    private readonly int port = Ports.Free();
    private readonly string prefix = "";

    private ShopImages()
    {
    }

    private ShopImages(ShopImages all, string prefix) => (made, id, port, this.prefix) = (all.made, all.id, all.port, prefix);

    /// <summary>Host and port of the registry that the images are in.</summary>
    public string Registry => $"127.0.0.1:{port}";

    /// <summary>Name of the container that the registry runs in.</summary>
    public string RegistryContainer => $"slipway-registry-{port}";

    private string Label => $"slipway.e2e={id}";

    public static async Task<ShopImages> AcquireAsync()
    {
        await Gate.WaitAsync(CancellationToken.None);
        try
        {
            if (shared is null)
            {
                var images = new ShopImages();
                try
                {
                    await images.StartAsync();
                }
                catch
                {
                    await images.RemoveAsync();
                    throw;
                }

                shared = images;
            }

            users++;
            return shared;
        }
        finally
        {
            Gate.Release();
        }
    }

    public static async Task ReleaseAsync()
    {
        await Gate.WaitAsync(CancellationToken.None);
        try
        {
            if (--users == 0)
            {
                await shared!.RemoveAsync();
                shared = null;
            }
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>The same for one application, whose images no other has: each application prunes its own.</summary>
    public ShopImages For(string application) => new(this, $"{application}-");

    /// <summary>The shop as it is; each name has a digest of its own.</summary>
    public Task<string> GoodAsync(string name) => MakeAsync(name, "");

    /// <summary>A shop that does something else first when it is run with <paramref name="command"/>.</summary>
    /// <param name="script">Shell; without an <c>exit</c> the shop follows.</param>
    public Task<string> BeforeAsync(string command, string script, string name) => MakeAsync(name,
        $$"""
        ENTRYPOINT {{JsonSerializer.Serialize<string[]>(["/bin/sh", "-c", ScriptBefore(command, script), "shop"])}}
        CMD ["web"]
        """);

    private static string ScriptBefore(string command, string script) =>
        $"if [ \"$1\" = {command} ]; then {script}; fi; exec /app/Shop \"$@\"";

    /// <summary>Answers, but its database is nowhere: it lives and is never ready.</summary>
    public Task<string> NeverReadyAsync() => BeforeAsync("web",
        "echo 'the database has moved'; export ConnectionStrings__Shop='Host=127.0.0.1;Port=1;Username=shop;Password=none'", "never-ready");

    /// <summary>Is healthy and says its version; answers everything else with 500.</summary>
    public Task<string> HollowAsync() => HealthyAsync("""("500 Internal Server Error", "hollow")""", "hollow");

    /// <summary>Is healthy and says its version; hangs up on who asks for anything else.</summary>
    public Task<string> DeafAsync() => HealthyAsync("exit", "deaf");

    private Task<string> HealthyAsync(string otherwise, string name) => BeforeAsync("web",
        $$"""
        exec perl -MIO::Socket::INET -e '
            $SIG{CHLD} = "IGNORE";
            my $listener = IO::Socket::INET->new(LocalPort => 8080, Listen => 128, ReuseAddr => 1) or die $!;
            while (1) {
                my $client = $listener->accept or next;
                next if fork;
                my $first = <$client>;
                my $length = 0;
                while (my $line = <$client>) { $length = $1 if $line =~ /^content-length: (\d+)/i; last if $line eq "\r\n" }
                read($client, my $body, $length) if $length;
                my ($path) = $first =~ m{^\S+ ([^ ?]+)};
                my ($status, $text) = $path eq "/version.json" ? ("200 OK", "{\"version\":\"$ENV{SLIPWAY_VERSION}\"}")
                    : $path eq "/health/ready" ? ("200 OK", "ready") : {{otherwise}};
                print $client "HTTP/1.1 $status\r\nConnection: close\r\nContent-Length: " . length($text) . "\r\n\r\n$text";
                exit;
            }'
        """, name);

    public Task<string> FailingMigrationAsync() =>
        BeforeAsync("migrate", "echo 'column price is still in use' >&2; exit 1", "failing-migration");

    private Task<string> MakeAsync(string name, string instructions) =>
        made.GetOrAdd($"{prefix}{name}", full => new Lazy<Task<string>>(() => BuildAndPushAsync(full, instructions))).Value;

    private async Task<string> BuildAndPushAsync(string name, string instructions)
    {
        var repository = $"127.0.0.1:{port}/shop";
        var folder = Directory.CreateTempSubdirectory("slipway-e2e-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Dockerfile"),
                $"FROM {Base}\nLABEL {Label} slipway.e2e.name={name} {BaseLabel}=no\n{Frugal}\n{instructions}\n", CancellationToken.None);
            // The classic builder looks for a cache among all children of the base, and fails when one is removed in that moment.
            await DockerClient.RunAsync("build", "--quiet", "--no-cache", "--tag", $"{repository}:{name}", folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        await DockerClient.RunAsync("push", "--quiet", $"{repository}:{name}");
        var digests = await DockerClient.RunAsync("image", "inspect", "--format", "{{range .RepoDigests}}{{println .}}{{end}}",
            $"{repository}:{name}");
        return digests.First(digest => digest.StartsWith($"{repository}@", StringComparison.Ordinal));
    }

    private async Task StartAsync()
    {
        var artifacts = Path.Combine(ShopDescription.Root, "artifacts", "end-to-end");
        var layers = Path.Combine(artifacts, "layers");
        (await RunningProcess.RunAsync("dotnet",
        [
            "publish", Path.Combine(ShopDescription.Root, "samples", "Shop"), "--configuration", "Release", "--runtime", "linux-x64",
            "--self-contained",
            "--artifacts-path", artifacts, $"-p:LayersDir={layers}", "--verbosity", "quiet", "-nodeReuse:false",
        ])).Expect(0);
        using var engine = DockerEngine.Connect(endpoint: null, TimeProvider.System);
        var silence = new Silence();
        await new BaseImage(engine, TimeProvider.System, silence).EnsureAsync(CancellationToken.None);
        await DockerClient.RunAsync("build", "--quiet", "--file", Path.Combine(ShopDescription.Root, "samples", "Shop", "Dockerfile"),
            "--label", $"{BaseLabel}=yes", "--tag", Base, layers);
        // What builds before this one have left. The engine refuses it while another run beside this one does the same; then that one does
        // it.
        await RunningProcess.RunAsync("docker", ["image", "prune", "--force", "--filter", $"label={BaseLabel}=yes"]);
        await new LocalRegistry(engine, port, TimeProvider.System, silence).EnsureAsync(CancellationToken.None);
    }

    private async Task RemoveAsync()
    {
        using var engine = DockerEngine.Connect(endpoint: null, TimeProvider.System);
        await new LocalRegistry(engine, port, TimeProvider.System, new Silence()).RemoveAsync(CancellationToken.None);
        await DockerClient.RemoveImagesAsync(Label);
    }
}
