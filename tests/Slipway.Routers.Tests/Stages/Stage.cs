using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.Docker.Engine;
using Slipway.Hosts;
using Slipway.Routers.Foundation;
using Slipway.Routers.HAProxy;
using Slipway.Routers.Nginx;
using Slipway.Routing;

namespace Slipway.Routers.Tests.Stages;

/// <summary>
/// An application of its own on the real engine: network, router, a service in two slots. Removed to the last volume at the end.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Of one request: longer than any gap that a test makes, on a machine that hardly gets to it.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>As long as requests may be held.</summary>
    public static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(1);
    private static readonly Progress<string> Silent = new();
    private readonly RouterSettings settings;

    private Stage(string application, DockerEngine engine, RouterKind kind, Secret? certificate)
    {
        Names = new ResourceNames(application);
        Engine = engine;
        settings = new RouterSettings
        {
            Kind = kind,
            Address = "127.0.0.1",
            Port = Ports.Free(),
            Tls = certificate is null ? null : new TlsSettings(certificate, Ports.Free()),
        };
        Address = new Uri($"http://127.0.0.1:{settings.Port.ToString(CultureInfo.InvariantCulture)}/");
        SecureAddress = settings.Tls is { } tls ? new Uri($"https://127.0.0.1:{tls.Port.ToString(CultureInfo.InvariantCulture)}/") : null;
        Router = Create(settings);
        Client = new HttpClient { BaseAddress = Address, Timeout = Longest };
    }

    public ResourceNames Names { get; }

    public RouterKind Kind => settings.Kind;

    public DockerEngine Engine { get; }

    public IRouter Router { get; }

    public Uri Address { get; }

    /// <summary>Null without a certificate.</summary>
    public Uri? SecureAddress { get; }

    public HttpClient Client { get; }

    /// <summary>By which the slots of <see cref="Routes"/> are shown over the preview route.</summary>
    public static Secret PreviewToken { get; } = Preview.NewToken();

    public static RoutingTable Routes { get; } = new([new ServiceRoute("web", null, "/", TestBackend.Port, TestBackend.HealthPath)])
    {
        PreviewToken = PreviewToken,
    };

    /// <summary>A running router without a release.</summary>
    public static async Task<Stage> CreateAsync(RouterKind kind, CancellationToken cancellationToken, Secret? certificate = null)
    {
        var stage = new Stage($"routers-{Guid.NewGuid():n}"[..16], DockerEngine.Connect(null, TimeProvider.System), kind, certificate);
        try
        {
            await stage.Engine.Networks.EnsureAsync(stage.Names.Network, stage.Names.Labels, cancellationToken);
            await stage.Router.EnsureAsync(cancellationToken);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Blue is live with version "one"; green is not there.</summary>
    public static async Task<Stage> CreateLiveAsync(RouterKind kind, CancellationToken cancellationToken, Secret? certificate = null)
    {
        var stage = await CreateAsync(kind, cancellationToken, certificate);
        try
        {
            await stage.StartAsync(Slot.Blue, "one", cancellationToken);
            await stage.AdmitAsync(Slot.Blue, cancellationToken);
            await stage.Router.ShiftAsync(Split.All(Slot.Blue), cancellationToken);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>A second client of the same router, as another process would have it.</summary>
    public IRouter AnotherClient() => Create(settings);

    /// <summary>A second client that takes the router for another proxy.</summary>
    public IRouter AnotherClient(RouterKind kind) => Create(settings with { Kind = kind });

    /// <summary>A second client that was given another certificate.</summary>
    public IRouter AnotherClient(Secret certificate) => Create(settings with { Tls = settings.Tls! with { Certificate = certificate } });

    /// <summary>A second client, whose description has another public address.</summary>
    public IRouter AnotherAddress(Func<RouterSettings, RouterSettings> change, IContainerEngine? engine = null) =>
        RouterFactory.Create(Names.Application, change(settings), engine ?? Engine, TimeProvider.System, Silent);

    /// <summary>A second client, of a version of Slipway whose image of the proxy differs by these last lines of its Dockerfile.</summary>
    public IRouter AnotherVersion(string lines, IContainerEngine? engine = null) => Kind switch
    {
        RouterKind.HAProxy => new HAProxyRouter(Place(settings, engine ?? Engine), With(HAProxyImage.Proxy, lines)),
        RouterKind.Nginx => new NginxRouter(Place(settings, engine ?? Engine), With(NginxImage.ProxyOf(settings), lines)),
        _ => throw new InvalidOperationException($"{Kind} is not replaced without a gap"),
    };

    public async Task StartAsync(Slot slot, string version, CancellationToken cancellationToken, string service = "web", int replica = 1)
    {
        var image = await Engine.Images.EnsureAsync(TestBackend.Recipe, Silent, cancellationToken);
        await Engine.Containers.CreateAsync(
            new ContainerSpec
            {
                Name = Names.Slot(service, slot, replica),
                Image = image,
                Labels = Names.Labels,
                Network = Names.Network,
                Environment = new Dictionary<string, string>(StringComparer.Ordinal) { [TestBackend.VersionVariable] = version },
            },
            cancellationToken);
        await Engine.Containers.StartAsync(Names.Slot(service, slot, replica), cancellationToken);
    }

    /// <summary>Stops (SIGTERM, on which it dies at once) and removes.</summary>
    public async Task RetireAsync(Slot slot, CancellationToken cancellationToken, int replica = 1)
    {
        await Engine.Containers.StopAsync(Names.Slot("web", slot, replica), TimeSpan.FromSeconds(5), cancellationToken);
        await Engine.Containers.RemoveAsync(Names.Slot("web", slot, replica), cancellationToken);
    }

    /// <summary>From here on it takes requests and answers none; it still dies when it is told to.</summary>
    public async Task FreezeAsync(Slot slot, CancellationToken cancellationToken) =>
        await Engine.Containers.ExecuteAsync(Names.Slot("web", slot), ["sh", "-c", "kill -STOP -1"], cancellationToken);

    public async Task<ServiceEndpoint> EndpointAsync(
        Slot slot, CancellationToken cancellationToken, string service = "web", int replica = 1)
    {
        var name = Names.Slot(service, slot, replica);
        var container = await Engine.Containers.FindAsync(name, cancellationToken);
        return new ServiceEndpoint(
            service, replica, name, container?.Address ?? throw new InvalidOperationException($"{name} does not run"), TestBackend.Port);
    }

    public Task AdmitAsync(Slot slot, CancellationToken cancellationToken) => AdmitAsync(slot, Routes, cancellationToken, 1);

    /// <summary>Admits these replicas of the service with these routes.</summary>
    public async Task AdmitAsync(Slot slot, RoutingTable table, CancellationToken cancellationToken, params int[] replicas) =>
        await Router.AdmitAsync(
            slot,
            table,
            await Task.WhenAll(replicas.Select(replica => EndpointAsync(slot, cancellationToken, "web", replica))),
            Patience,
            cancellationToken);

    /// <summary>Waits until nothing of the slot is under way.</summary>
    public async Task DrainAsync(Slot slot, CancellationToken cancellationToken)
    {
        while (await Router.CountInFlightAsync(slot, container: null, cancellationToken) > 0)
        {
            await Task.Delay(10, cancellationToken);
        }
    }

    /// <summary>Body of a GET on a fresh connection; with the preview header if a slot is named, and then with its token.</summary>
    public Task<(HttpStatusCode Status, string Body)> GetAsync(string path, CancellationToken cancellationToken, string? preview = null) =>
        GetAsync(path, preview, preview is null ? null : PreviewToken.Reveal(), cancellationToken);

    /// <summary>The same as Slipway itself asks.</summary>
    public async Task<string> GetAsOwnAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Add(OwnRequest.Header, OwnRequest.Value);
        using var answer = await Client.SendAsync(request, cancellationToken);
        return await answer.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <summary>The same with whatever token.</summary>
    public async Task<(HttpStatusCode Status, string Body)> GetAsync(
        string path, string? preview, string? token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.ConnectionClose = true;
        if (preview is not null)
        {
            request.Headers.Add(Preview.Header, preview);
        }

        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation(Preview.TokenHeader, token);
        }

        using var answer = await Client.SendAsync(request, cancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>The answer, or null while the address does not answer at all (its proxy is restarting).</summary>
    public async Task<string?> TryGetAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(path, cancellationToken) is (HttpStatusCode.OK, var body) ? body : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Waits until the address answers, with this version.</summary>
    public async Task AwaitAnswerAsync(string version, CancellationToken cancellationToken)
    {
        while (!string.Equals(await TryGetAsync("/", cancellationToken), version, StringComparison.Ordinal))
        {
            await Task.Delay(50, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        Client.Dispose();
        foreach (var container in await Engine.Containers.ListAsync(Names.Labels, limit.Token))
        {
            await Engine.Containers.RemoveAsync(container.Name, limit.Token);
        }

        await Router.RemoveAsync(limit.Token);
        await Router.DisposeAsync();
        await Engine.Networks.RemoveAsync(Names.Network, limit.Token);
        Engine.Dispose();
    }

    private IRouter Create(RouterSettings wanted) => RouterFactory.Create(Names.Application, wanted, Engine, TimeProvider.System, Silent);

    private RouterPlace Place(RouterSettings wanted, IContainerEngine engine) =>
        new(Names.Application, wanted, engine, TimeProvider.System, Silent);

    private static Proxy With(Proxy proxy, string lines) =>
        proxy with { Recipe = proxy.Recipe with { Dockerfile = $"{proxy.Recipe.Dockerfile}{lines}\n" } };
}
