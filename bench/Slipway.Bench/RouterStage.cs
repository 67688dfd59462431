using System.Globalization;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Routers;
using Slipway.Routing;

namespace Slipway.Bench;

/// <summary>
/// One router of a kind before two containers of the shop, which need no database for what is asked of them. Removed at the end.
/// </summary>
internal sealed class RouterStage : IAsyncDisposable
{
    private const int ServicePort = 8080;
    private const string HealthPath = "/health/live";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Workspace workspace;
    private readonly ResourceNames names;

    private RouterStage(Workspace workspace, RouterKind kind)
    {
        this.workspace = workspace;
        names = new ResourceNames($"{workspace.Names.Application}-{kind.ToString().ToLowerInvariant()}");
        var settings = new RouterSettings { Kind = kind, Address = "127.0.0.1", Port = Workspace.FindFreePort() };
        Address = new Uri($"http://127.0.0.1:{settings.Port.ToString(CultureInfo.InvariantCulture)}");
        Router = RouterFactory.Create(names.Application, settings, workspace.Engine, workspace.Time, new Progress<string>());
    }

    public IRouter Router { get; }

    public Uri Address { get; }

    /// <summary>The blue container itself, past the router.</summary>
    public Uri Direct { get; private set; } = new("http://127.0.0.1");

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

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await workspace.Engine.Networks.EnsureAsync(names.Network, names.Labels, cancellationToken);
        await Router.EnsureAsync(cancellationToken);
        foreach (var slot in Enum.GetValues<Slot>())
        {
            var name = names.Slot("web", slot);
            await workspace.Engine.Containers.CreateAsync(
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
            await workspace.Engine.Containers.StartAsync(name, cancellationToken);
            var address = (await workspace.Engine.Containers.FindAsync(name, cancellationToken))?.Address
                ?? throw new InvalidOperationException($"{name} does not run.");
            var table = new RoutingTable([new ServiceRoute("web", null, "/", ServicePort, HealthPath)]);
            await Router.AdmitAsync(slot, table, [new ServiceEndpoint("web", 1, name, address, ServicePort)], Patience, cancellationToken);
            if (slot == Slot.Blue)
            {
                Direct = new Uri($"http://{address}:{ServicePort.ToString(CultureInfo.InvariantCulture)}");
            }
        }

        await Router.ShiftAsync(Split.All(Slot.Blue), cancellationToken);
    }
}
