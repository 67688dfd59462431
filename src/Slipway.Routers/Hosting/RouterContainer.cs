using System.Globalization;
using System.Text;
using Slipway.Containers;
using Slipway.Releases;
using Slipway.Routing;

namespace Slipway.Routers.Hosting;

/// <summary>
/// The container that a proxy runs in: its image, its volume, its published ports. It runs as a user of its own, on a read-only root file
/// system, without a capability.
/// </summary>
internal sealed class RouterContainer(ResourceNames names, RouterSettings settings, ImageRecipe recipe, IContainerEngine engine, IProgress<string> progress)
{
    /// <summary>Where the router's volume is mounted: its durable files.</summary>
    public const string Folder = "/var/lib/slipway";

    /// <summary>An in-memory folder for sockets and process ids. The image must make it (mode 1777): the engine gives it that mode.</summary>
    public const string RuntimeFolder = "/run/slipway";

    /// <summary>User and group that the proxy runs as; the image gives them <see cref="Folder"/>.</summary>
    public const string User = "10001:10001";

    private const string PublishedLabel = "slipway.router.published";
    private const string KindLabel = "slipway.router.kind";
    private const int LogLines = 15;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(15);
    private readonly string published = string.Create(CultureInfo.InvariantCulture, $"{settings.Address}:{settings.Port}")
        + (settings.Tls is { } tls ? string.Create(CultureInfo.InvariantCulture, $" and {tls.Port} (TLS)") : "");

    /// <summary>The container exists, publishes the ports that are wanted, and runs.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var existing = await FindAsync(cancellationToken);
        if (existing is not null && !string.Equals(existing.Labels.GetValueOrDefault(PublishedLabel), published, StringComparison.Ordinal))
        {
            progress.Report($"The router is to listen on {published} from now on: its container is made anew, and its old address closes.");
            await engine.Containers.RemoveAsync(names.Router, cancellationToken);
            existing = null;
        }

        if (existing is null)
        {
            await CreateAsync(await engine.Images.EnsureAsync(recipe, progress, cancellationToken), cancellationToken);
        }

        if (existing is not { Status: ContainerStatus.Running })
        {
            progress.Report($"Starting the router on {published}");
            await engine.Containers.StartAsync(names.Router, cancellationToken);
        }
    }

    public async Task<bool> IsRunningAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) is { Status: ContainerStatus.Running };

    public async Task<bool> ExistsAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) is not null;

    /// <summary>Asks until the proxy answers, at most 15 s.</summary>
    /// <exception cref="RouterException">It did not; the message ends with the container's last log lines.</exception>
    public async Task<T> AwaitAnswerAsync<T>(Func<CancellationToken, Task<T>> ask, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await ask(cancellationToken);
            }
            catch (SlipwayException error) when (error is not EngineUnreachableException)
            {
                if (time.GetElapsedTime(start) > StartPatience)
                {
                    throw new RouterException(
                        $"The router {names.Router} was expected to answer within {StartPatience.TotalSeconds:0} s. Observed: {error.Message}{await LastLinesAsync(cancellationToken)}", error);
                }
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }

    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        await engine.Containers.RemoveAsync(names.Router, cancellationToken);
        await engine.Volumes.RemoveAsync(names.RouterVolume, cancellationToken);
    }

    /// <exception cref="SlipwayException">Another proxy is there (exit 2): what it was told can't be handed over without a gap.</exception>
    private async Task<ContainerState?> FindAsync(CancellationToken cancellationToken)
    {
        var found = await engine.Containers.FindAsync(names.Router, cancellationToken);
        return found is null || string.Equals(found.Labels.GetValueOrDefault(KindLabel), settings.Kind.ToString(), StringComparison.Ordinal)
            ? found
            : throw new SlipwayException(
                ExitCode.Usage,
                $"router.kind: {names.Router} is {found.Labels.GetValueOrDefault(KindLabel) ?? "another proxy"}, and {settings.Kind} is asked for. One proxy can't take over from another without a gap: "
                + "keep the first one, or release under another name or stage, or `Reset` first.");
    }

    private async Task CreateAsync(string image, CancellationToken cancellationToken)
    {
        await engine.Volumes.EnsureAsync(names.RouterVolume, names.With((ResourceNames.RoleLabel, "router")), cancellationToken);
        await engine.Containers.CreateAsync(
            new ContainerSpec
            {
                Name = names.Router,
                Image = image,
                Labels = names.With((ResourceNames.RoleLabel, "router"), (PublishedLabel, published), (KindLabel, settings.Kind.ToString())),
                Network = names.Network,
                Mounts = [new VolumeMount(names.RouterVolume, Folder)],
                TemporaryFolders = ["/tmp", RuntimeFolder],
                Ports =
                [
                    new PublishedPort(settings.Port, IRouter.InnerPort, settings.Address),
                    .. settings.Tls is { } tls ? new[] { new PublishedPort(tls.Port, IRouter.InnerTlsPort, settings.Address) } : [],
                ],
                User = User,
            },
            cancellationToken);
    }

    private async Task<string> LastLinesAsync(CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        await foreach (var line in engine.Containers.ReadLogsAsync(names.Router, LogLines, follow: false, cancellationToken))
        {
            text.Append("\n  | ").Append(line);
        }

        return text.Length == 0 ? "" : $"\nLast lines of {names.Router}:{text}";
    }
}
