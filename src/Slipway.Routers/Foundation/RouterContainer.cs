using System.Text;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Routers.Hosting;
using Slipway.Routing;
using Slipway.Waiting;

namespace Slipway.Routers.Foundation;

/// <summary>
/// The container that a proxy runs in: its image, its volume, its ports. It runs as a user of its own, on a read-only root file system,
/// without a capability. Behind an edge another image takes over beside the one that serves; without one the container publishes its ports
/// itself, and whatever replaces it closes them for a moment.
/// </summary>
/// <param name="place">For which application, and where.</param>
/// <param name="proxy">What runs in it.</param>
/// <param name="hangUp">Ends the conversation with the container, before it goes or another one takes its name.</param>
internal sealed partial class RouterContainer(RouterPlace place, Proxy proxy, Func<ValueTask> hangUp)
{
    private const string KindLabel = "slipway.router.kind";
    private const string BehindEdge = "by the edge";
    private const int LogLines = 15;
    private static readonly Pacing Often = Pacing.Every(TimeSpan.FromMilliseconds(10));
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Longer than the 120 s that the proxies keep a connection without a request, so that it is the client that closes it.
    /// </summary>
    private static readonly TimeSpan RetirementGrace = TimeSpan.FromSeconds(150);

    private readonly ResourceNames names = place.Names;
    private readonly OwnedEngine engine = place.OwnEngine;
    private readonly Publication publication = new(place.Settings, IRouter.InnerPort, IRouter.InnerTlsPort);

    /// <summary>What hands the listening sockets to the proxy; null for a proxy that can't be given any.</summary>
    private readonly Edge? edge = proxy.Capabilities.ReplacedWithoutGap
        ? new(place.Names, place.Settings, place.OwnEngine, place.Progress)
        : null;

    private string Published => edge is null ? publication.ToString() : BehindEdge;

    /// <summary>
    /// The router runs from the recipe's image, can be reached at the ports that are wanted, and is alone. Each state that a process which
    /// is killed in here leaves behind serves, and is brought to this end by the next call.
    /// </summary>
    /// <param name="ask">Asks the proxy something; that it answers is what is waited for.</param>
    /// <param name="save">Makes durable what the running proxy does, so that its successor begins with that.</param>
    /// <param name="cancellationToken">Ends the wait for the proxy.</param>
    /// <exception cref="SpecificationException">The wanted address can't be published; what was published is published again.</exception>
    public async Task EnsureAsync(
        Func<CancellationToken, Task> ask, Func<CancellationToken, Task> save, CancellationToken cancellationToken)
    {
        var before = await LookAsync(cancellationToken);
        if (before.Differs)
        {
            await proof.RequireAsync(publication.Ports, before.Held, cancellationToken);
        }

        try
        {
            await EnsureAsync(before, ask, save, cancellationToken);
        }
        catch (EngineRefusedException refused) when (AddressProof.IsAbout(refused))
        {
            await PutBackAsync(before, ask, cancellationToken);
            await proof.RequireAsync(publication.Ports, (await LookAsync(cancellationToken)).Held, cancellationToken);
            throw new SpecificationException([new SpecificationFault("router", $"{publication} can't be published: {refused.Reason}")]);
        }
    }

    private async Task EnsureAsync(
        Publishing before, Func<CancellationToken, Task> ask, Func<CancellationToken, Task> save, CancellationToken cancellationToken)
    {
        var router = before.Router;
        var retiring = await FindRetiringAsync(cancellationToken);
        var published = router is not null && IsPublished(router);
        var image = edge is null && router is { } kept && published
            ? kept.Image
            : await EnsureImageAsync((router ?? retiring)?.Image, cancellationToken);
        if (router is not null && !published)
        {
            place.Progress.Report(
                $"The router is to listen on {publication} {(edge is null ? "" : "through its edge ")}from now on: "
                + "its container is made anew, and its old address closes.");
            // Until the new one runs nothing is served, and nobody may end it there.
            await DiscardAsync(CancellationToken.None);
            await (edge is null ? StartAsync(image, CancellationToken.None) : Task.CompletedTask);
        }

        if (edge is not null && await edge.EnsureAsync(cancellationToken))
        {
            // What a router accepted from is gone. It learns of that by itself, but only after this has looked at it.
            await engine.Containers.StopAsync(names.Router, TimeSpan.Zero, CancellationToken.None);
        }

        if (retiring is not null)
        {
            await SucceedAsync(image, ask, cancellationToken);
        }

        if (edge is not null
            && await FindAsync(cancellationToken) is { } outdated
            && !string.Equals(outdated.Image, image, StringComparison.Ordinal))
        {
            await ReplaceAsync(outdated, image, ask, save, cancellationToken);
        }

        await StartAsync(image, cancellationToken);
        await AwaitAnswerAsync(ask, cancellationToken);
    }

    public async Task<bool> IsRunningAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) is { Status: ContainerStatus.Running };

    /// <summary>
    /// Runs, and is alone. While another one retires beside it (a process was killed on the way) nothing may be decided by what this one
    /// says: that other one goes by what was decided before. Behind an edge that does not run it is reached by nobody.
    /// </summary>
    public async Task<bool> IsSettledAsync(CancellationToken cancellationToken) =>
        await IsRunningAsync(cancellationToken) && await FindRetiringAsync(cancellationToken) is null
        && (edge is null || await edge.FindAsync(cancellationToken) is null or { Status: ContainerStatus.Running });

    public async Task<bool> ExistsAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) is not null;

    /// <summary>Asks until the proxy answers, at most 15 s.</summary>
    /// <exception cref="RouterException">It did not; the message ends with the container's last log lines.</exception>
    public async Task AwaitAnswerAsync(Func<CancellationToken, Task> ask, CancellationToken cancellationToken)
    {
        SlipwayException? refused = null;
        try
        {
            await place.Poller.UntilAsync($"the router {names.Router} to answer", StartPatience, Often, LookAsync, cancellationToken);
        }
        catch (WaitTimedOutException late)
        {
            throw new RouterException(
                $"The router {names.Router} was expected to answer within {StartPatience.TotalSeconds:0} s. "
                + $"Observed: {late.Observed ?? "no reply"}{await LastLinesAsync(cancellationToken)}",
                refused ?? (Exception)late);
        }

        async Task<string?> LookAsync(CancellationToken token)
        {
            try
            {
                await ask(token);
                return null;
            }
            catch (SlipwayException error) when (error is not EngineUnreachableException)
            {
                refused = error;
                return error.Message;
            }
        }
    }

    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        await DiscardAsync(cancellationToken);
        await engine.Containers.RemoveAsync(names.RetiringRouter, cancellationToken);
        await engine.Volumes.RemoveAsync(names.RouterVolume, cancellationToken);
        await (edge?.RemoveAsync(cancellationToken) ?? Task.CompletedTask);
    }

    /// <exception cref="UsageException">Another proxy is there: what it was told can't be handed over without a gap.</exception>
    private async Task<ContainerState?> FindAsync(CancellationToken cancellationToken)
    {
        var found = await engine.Containers.FindAsync(names.Router, cancellationToken);
        return found is null || string.Equals(found.Labels.GetValueOrDefault(KindLabel), proxy.Kind, StringComparison.Ordinal)
            ? found
            : throw new UsageException(new SpecificationFault(
                "router.kind",
                $"{names.Router} is {found.Labels.GetValueOrDefault(KindLabel) ?? "another proxy"}, "
                + $"and {proxy.Kind} is asked for. One proxy can't take over from another without a gap: "
                + "keep the first one, or release under another name or stage, or `Reset` first."));
    }

    private async Task<ContainerState?> FindRetiringAsync(CancellationToken cancellationToken) =>
        edge is null ? null : await engine.Containers.FindAsync(names.RetiringRouter, cancellationToken);

    /// <summary>
    /// The recipe's image. A router that serves goes on from its own when that can't be made: a release must not fail for it.
    /// </summary>
    private async Task<string> EnsureImageAsync(string? running, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.Images.EnsureAsync(proxy.Recipe, place.Progress, cancellationToken);
        }
        catch (SlipwayException error) when (running is not null && error is not EngineUnreachableException)
        {
            place.Progress.Report(
                $"The router keeps the image that it has, because the one of this version can't be made: {error.Message}");
            return running;
        }
    }

    private async Task StartAsync(string image, CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } existing)
        {
            await CreateAsync(image, Published, edge is null ? publication.Ports : [], cancellationToken);
        }
        else if (existing.Status == ContainerStatus.Running)
        {
            return;
        }

        place.Progress.Report($"Starting the router on {publication}");
        await engine.Containers.StartAsync(names.Router, cancellationToken);
    }

    private async Task CreateAsync(string image, string published, IReadOnlyList<PublishedPort> ports, CancellationToken cancellationToken)
    {
        await engine.Volumes.EnsureAsync(names.RouterVolume, names.With((ResourceNames.RoleLabel, ResourceNames.RouterRole)),
            cancellationToken);
        await engine.CreateAsync(
            new ContainerSpec
            {
                Name = names.Router,
                Image = image,
                Labels = names.With(
                    (ResourceNames.RoleLabel, ResourceNames.RouterRole), (Publication.Label, published), (KindLabel, proxy.Kind)),
                Network = names.Network,
                Mounts =
                [
                    new VolumeMount(names.RouterVolume, ProxyImage.Folder),
                    .. edge is null || ports.Count > 0 ? Array.Empty<VolumeMount>() : [edge.Mount],
                ],
                TemporaryFolders = ["/tmp", ProxyImage.RuntimeFolder],
                Ports = ports,
                User = ProxyImage.User,
                StopGrace = edge is null ? null : RetirementGrace,
            },
            proxy.Recipe, place.Progress, cancellationToken);
    }

    private async Task DiscardAsync(CancellationToken cancellationToken)
    {
        await hangUp();
        await engine.Containers.RemoveAsync(names.Router, cancellationToken);
    }

    private async Task<string> LastLinesAsync(CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        await foreach (var line in engine.Containers.ReadLogsAsync(names.Router, LogLines, cancellationToken))
        {
            text.Append("\n  | ").Append(line);
        }

        return text.Length == 0 ? "" : $"\nLast lines of {names.Router}:{text}";
    }
}
