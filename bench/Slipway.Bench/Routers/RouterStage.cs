using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Routers;
using Slipway.Routing;

namespace Slipway.Bench.Routers;

/// <summary>
/// One router of a kind, and its plain peer, before two containers of the shop, which need no database for what is asked of them, and one
/// that answers megabytes. Removed at the end.
/// </summary>
internal sealed class RouterStage : IAsyncDisposable
{
    private const int ServicePort = 8080;
    public const string HealthPath = "/health/live";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Workspace workspace;
    private readonly ResourceNames names;
    private readonly RouterKind kind;
    private readonly Secret certificate = SelfSigned();
    private readonly PlainProxy plain;

    private RouterStage(Workspace workspace, RouterKind kind)
    {
        (this.workspace, this.kind) = (workspace, kind);
        names = new ResourceNames($"{workspace.Names.Application}-{kind.ToString().ToLowerInvariant()}");
        (plain, Client) = (new PlainProxy(workspace, names), new LoadClient(workspace, names));
        var settings = new RouterSettings
        {
            Kind = kind,
            Address = "127.0.0.1",
            Port = Workspace.FindFreePort(),
            Tls = new TlsSettings(certificate, Workspace.FindFreePort()),
        };
        Address = new Uri($"http://127.0.0.1:{settings.Port.ToString(CultureInfo.InvariantCulture)}");
        Router = RouterFactory.Create(names.Application, settings, workspace.Engine, workspace.Time, new Progress<string>());
    }

    public IRouter Router { get; }

    /// <summary>The published port.</summary>
    public Uri Address { get; }

    public LoadClient Client { get; }

    /// <summary>The blue container itself, past the router.</summary>
    public Uri Direct { get; private set; } = new("http://127.0.0.1");

    /// <summary>The router's container, for the <see cref="Client"/>.</summary>
    public Uri Inner(bool tls) => At(names.Router, tls);

    /// <summary>The plain peer's container, for the <see cref="Client"/>.</summary>
    public Uri Plain(bool tls) => At(plain.Name, tls);

    /// <summary>Both slots admitted, all traffic to blue.</summary>
    /// <exception cref="ImageUnavailableException">This proxy's image is not to be had here.</exception>
    public static async Task<RouterStage> CreateAsync(Workspace workspace, RouterKind kind, CancellationToken cancellationToken)
    {
        var stage = new RouterStage(workspace, kind);
        try
        {
            await stage.StartAsync(cancellationToken);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Router.RemoveAsync(CancellationToken.None);
        await Router.DisposeAsync();
        foreach (var container in await workspace.Engine.Containers.ListAsync(names.Labels, CancellationToken.None))
        {
            await workspace.Engine.Containers.RemoveAsync(container.Name, CancellationToken.None);
        }

        await workspace.Engine.Networks.RemoveAsync(names.Network, CancellationToken.None);
    }

    private static Uri At(string container, bool tls) =>
        new UriBuilder(tls ? "https" : "http", container, tls ? IRouter.InnerTlsPort : IRouter.InnerPort).Uri;

    private static Secret SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=bench.test", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
        return new Secret($"{made.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await workspace.Engine.Networks.EnsureAsync(names.Network, names.Labels, cancellationToken);
        await Router.EnsureAsync(cancellationToken);
        var table = new RoutingTable([new ServiceRoute("web", null, "/", ServicePort, HealthPath), LoadClient.Route]);
        var megabyte = await Client.StartAsync(cancellationToken);
        foreach (var slot in Enum.GetValues<Slot>())
        {
            var web = await StartWebAsync(slot, cancellationToken);
            await Router.AdmitAsync(slot, table, [web, megabyte], Patience, cancellationToken);
            if (slot == Slot.Blue)
            {
                Direct = new Uri($"http://{web.Address}:{ServicePort.ToString(CultureInfo.InvariantCulture)}");
                var router = await workspace.Engine.Containers.FindAsync(names.Router, cancellationToken)
                    ?? throw new InvalidOperationException("The router does not run.");
                await plain.StartAsync(kind, router.Image, web, megabyte, certificate, cancellationToken);
            }
        }

        await Router.ShiftAsync(Split.All(Slot.Blue), cancellationToken);
    }

    private async Task<ServiceEndpoint> StartWebAsync(Slot slot, CancellationToken cancellationToken)
    {
        var name = names.Slot("web", slot);
        var address = await workspace.StartAsync(
            new ContainerSpec
            {
                Name = name,
                Image = $"{workspace.Repository}:latest",
                Command = ["web"],
                Labels = names.Labels,
                Network = names.Network,
                Environment = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["SLIPWAY_VERSION"] = slot.Label(),
                    ["ConnectionStrings__Shop"] = "Host=127.0.0.1;Port=1;Database=none;Username=none;Password=none",
                },
            },
            cancellationToken);
        return new ServiceEndpoint("web", 1, name, address, ServicePort);
    }
}
