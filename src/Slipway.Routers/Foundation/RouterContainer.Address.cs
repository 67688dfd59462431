using Slipway.Containers;
using Slipway.Routers.Hosting;
using Slipway.Routing;

namespace Slipway.Routers.Foundation;

/// <summary>The public address: proven before it is moved to, and put back where it was when the move fails.</summary>
internal sealed partial class RouterContainer
{
    private readonly AddressProof proof = new(place.Names, place.Settings, place.OwnEngine, place.Engine);

    /// <inheritdoc cref="IRouter.ProveAddressAsync"/>
    public async Task ProveAddressAsync(CancellationToken cancellationToken)
    {
        var now = await LookAsync(cancellationToken);
        if (!now.IsOpen)
        {
            await proof.RequireAsync(publication.Ports, now.Held, cancellationToken);
        }
    }

    /// <summary>Where the application is published, when that is not what is described.</summary>
    public async Task<PublicationDrift?> FindDriftAsync(CancellationToken cancellationToken)
    {
        var now = await LookAsync(cancellationToken);
        var described = publication.ToString();
        return now.Differs && (now.Door ?? now.Router)?.Labels.GetValueOrDefault(Publication.Label) is { } published
            && published != BehindEdge && published != described
                ? new PublicationDrift(published, described) { Port = Publication.PortOf(published) }
                : null;
    }

    /// <summary>Starts what is there, where it is published. False where that is where it is described, or nothing is there.</summary>
    public async Task<bool> ResumeAsync(Func<CancellationToken, Task> ask, CancellationToken cancellationToken)
    {
        if (await FindDriftAsync(cancellationToken) is null)
        {
            return false;
        }

        var now = await LookAsync(cancellationToken);
        if (now.Door is { IsStopped: true })
        {
            await engine.Containers.StartAsync(names.Edge, CancellationToken.None);
            // What a router accepted from is gone; it learns of that when it begins anew.
            await engine.Containers.StopAsync(names.Router, TimeSpan.Zero, CancellationToken.None);
        }

        var retiring = await FindRetiringAsync(cancellationToken);
        var image = (now.Router ?? retiring)?.Image ?? await EnsureImageAsync(running: null, cancellationToken);
        if (retiring is not null)
        {
            await SucceedAsync(image, ask, cancellationToken);
        }
        else if (now.Router is null)
        {
            await CreateAsync(image, Published, [], cancellationToken);
        }

        await engine.Containers.StartAsync(names.Router, cancellationToken);
        await AwaitAnswerAsync(ask, cancellationToken);
        return true;
    }

    /// <summary>What publishes now, or would if it ran.</summary>
    private async Task<Publishing> LookAsync(CancellationToken cancellationToken)
    {
        var router = await FindAsync(cancellationToken);
        var door = edge is null ? null : await edge.FindAsync(cancellationToken);
        var publisher = edge is null ? router : door;
        var same = publisher is not null && (edge is null ? IsPublished(publisher) : edge.Publishes(publisher));
        var isOpen = same && publisher is { Status: ContainerStatus.Running };
        return new Publishing(router, door, isOpen, Differs: !same && (door ?? router) is not null);
    }

    private bool IsPublished(ContainerState router) =>
        string.Equals(router.Labels.GetValueOrDefault(Publication.Label), Published, StringComparison.Ordinal);

    /// <summary>What was open before is open again, and the router takes requests from it.</summary>
    private async Task PutBackAsync(Publishing before, Func<CancellationToken, Task> ask, CancellationToken cancellationToken)
    {
        if (before.Held.Count == 0 || before.IsOpen)
        {
            return;
        }

        place.Progress.Report($"{publication} can't be published: the router listens where it did before.");
        if (before.Door is { Status: ContainerStatus.Running } door)
        {
            await edge!.PutBackAsync(door);
            await engine.Containers.StopAsync(names.Router, TimeSpan.Zero, CancellationToken.None);
        }
        else if (before.Router is { } router)
        {
            await DiscardAsync(CancellationToken.None);
            await (edge is null ? Task.CompletedTask : engine.Containers.RemoveAsync(names.Edge, CancellationToken.None));
            await CreateAsync(
                router.Image, router.Labels.GetValueOrDefault(Publication.Label) ?? "", router.Ports, CancellationToken.None);
        }

        await hangUp();
        await engine.Containers.StartAsync(names.Router, CancellationToken.None);
        await AwaitAnswerAsync(ask, cancellationToken);
    }
}
