using System.Globalization;
using Extensions.Routers;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.Docker.Engine;
using Slipway.Hosts;
using Slipway.Routers.Foundation;
using Slipway.Routing;
using Slipway.Testing.Processes;

namespace Extensions.Tests.Routers;

/// <summary>An application of its own on the real engine: network, router, a service in two slots. Removed at the end.</summary>
internal sealed class HttpdStage : IAsyncDisposable
{
    public static Secret PreviewToken { get; } = Preview.NewToken();

    public const int ServicePort = 8000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Progress<string> Silent = new();

    /// <summary>Answers every request with its version and its path, and keeps connections; each client has a process.</summary>
    private const string Server = """
        use strict;
        use warnings;
        use IO::Socket::INET;
        $SIG{CHLD} = 'IGNORE';
        my $listener = IO::Socket::INET->new(LocalPort => $ARGV[0], Listen => 128, ReuseAddr => 1) or die "$!\n";
        while (1) {
            my $client = $listener->accept or next;
            next if fork();
            while (my $line = <$client>) {
                my ($path) = $line =~ /^\S+ (\S+)/ or last;
                while (my $header = <$client>) { last if $header =~ /^\r?\n/ }
                my $body = "$ENV{VERSION} $path";
                print {$client} "HTTP/1.1 200 OK\r\nContent-Length: " . length($body) . "\r\n\r\n$body";
            }
            exit;
        }
        """;

    private static readonly ImageRecipe Recipe = new(
        "slipway-samples/service",
        "FROM debian:bookworm-slim\nCOPY server.pl /\nUSER 10001\nENTRYPOINT [\"perl\", \"/server.pl\"]\n",
        new Dictionary<string, string>(StringComparer.Ordinal) { ["server.pl"] = Server });

    private readonly DockerEngine engine = DockerEngine.Connect(null, TimeProvider.System);
    private readonly ResourceNames names = new($"httpd-{Guid.NewGuid():n}"[..14]);

    private HttpdStage()
    {
        var settings = new RouterSettings { Address = "127.0.0.1", Port = Ports.Free() };
        Router = new HttpdRouter(new RouterPlace(names.Application, settings, engine, TimeProvider.System, Silent));
        Address = new Uri($"http://127.0.0.1:{settings.Port.ToString(CultureInfo.InvariantCulture)}/");
    }

    public HttpdRouter Router { get; }

    public Uri Address { get; }

    public static async Task<HttpdStage> CreateAsync(CancellationToken cancellationToken)
    {
        var stage = new HttpdStage();
        await stage.engine.Networks.EnsureAsync(stage.names.Network, stage.names.Labels, cancellationToken);
        await stage.Router.EnsureAsync(cancellationToken);
        return stage;
    }

    /// <summary>Starts replicas of a version in a slot and admits them.</summary>
    public async Task AdmitAsync(Slot slot, string version, int replicas, CancellationToken cancellationToken)
    {
        var image = await engine.Images.EnsureAsync(Recipe, Silent, cancellationToken);
        var endpoints = new List<ServiceEndpoint>();
        for (var replica = 1; replica <= replicas; replica++)
        {
            var name = names.Slot("web", slot, replica);
            await engine.Containers.CreateAsync(
                new ContainerSpec
                {
                    Name = name,
                    Image = image,
                    Labels = names.Labels,
                    Network = names.Network,
                    Command = [ServicePort.ToString(CultureInfo.InvariantCulture)],
                    Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["VERSION"] = $"{version}.{replica}" },
                },
                cancellationToken);
            await engine.Containers.StartAsync(name, cancellationToken);
            var address = (await engine.Containers.FindAsync(name, cancellationToken))?.Address;
            endpoints.Add(new ServiceEndpoint(
                "web", replica, name, address ?? throw new InvalidOperationException($"{name} does not run"), ServicePort));
        }

        var table = new RoutingTable([new ServiceRoute("web", null, "/", ServicePort, "/health", replicas)])
        {
            PreviewToken = PreviewToken,
        };
        await Router.AdmitAsync(slot, table, endpoints, Patience, cancellationToken);
    }

    public Task RestartRouterAsync(CancellationToken cancellationToken) => RestartAsync(names.Router, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Router.RemoveAsync(CancellationToken.None);
        await Router.DisposeAsync();
        foreach (var container in await engine.Containers.ListAsync(names.Labels, CancellationToken.None))
        {
            await engine.Containers.RemoveAsync(container.Name, CancellationToken.None);
        }

        foreach (var volume in await engine.Volumes.ListAsync(names.Labels, CancellationToken.None))
        {
            await engine.Volumes.RemoveAsync(volume, CancellationToken.None);
        }

        await engine.Networks.RemoveAsync(names.Network, CancellationToken.None);
    }

    private async Task RestartAsync(string container, CancellationToken cancellationToken)
    {
        await engine.Containers.StopAsync(container, TimeSpan.FromSeconds(10), cancellationToken);
        await engine.Containers.StartAsync(container, cancellationToken);
        await Router.EnsureAsync(cancellationToken);
    }
}
