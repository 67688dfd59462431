using System.Globalization;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;

namespace Slipway.Routers.Hosting;

/// <summary>
/// The container that publishes the ports and holds the listening sockets; it hands them to the router and does nothing else, so that it
/// never has to change with the proxy. A router that restarts or is replaced closes nothing: clients wait in the kernel's queue, or are
/// taken by the next one.
/// </summary>
internal sealed class Edge(ResourceNames names, RouterSettings settings, IContainerEngine engine, IProgress<string> progress)
{
    /// <summary>Other ports than the router's own, so that a proxy that goes by addresses tells the sockets apart.</summary>
    public const int Port = 8090;

    /// <summary>The same for TLS. There is a socket for it in any case; whether a port leads to it is the settings' to say.</summary>
    public const int TlsPort = 8453;

    /// <summary>The proxy's file descriptor of the socket for plain HTTP; far from any number that is given out by itself.</summary>
    public const int Descriptor = 100;

    /// <summary>The proxy's file descriptor of the socket for TLS.</summary>
    public const int TlsDescriptor = 101;

    /// <summary>User and group that the edge and the proxies run as: none of the host's.</summary>
    public const string User = "10001:10001";

    /// <summary>The script of both sides, by its file name in the build context of an image.</summary>
    public const string Script = "sockets.pl";

    private const string Folder = "/run/slipway-edge";
    private const string ScriptPath = "/usr/local/lib/slipway/" + Script;

    /// <summary>Less than a tenth of it is used; a leak must not become the host's.</summary>
    private const long MemoryBytes = 32 * ContainerSpec.Mebibyte;

    private const int ProcessLimit = 8;
    private readonly Publication publication = new(settings, Port, TlsPort);

    public static string ScriptText { get; } = EmbeddedText.Read("Hosting/Program/sockets.pl");

    /// <summary>Copies the script into a router's image.</summary>
    public static string CopyScript => $"COPY {Script} {ScriptPath}";

    /// <summary>The beginning of the entry point of a router's image, before the proxy's own command.</summary>
    public static string Take =>
        string.Create(CultureInfo.InvariantCulture, $"\"perl\", \"{ScriptPath}\", \"take\", \"{Descriptor},{TlsDescriptor}\"");

    /// <summary>
    /// Where the router asks for the sockets. It may not write there, so that one that is taken over can't take the edge's place for the
    /// next.
    /// </summary>
    public VolumeMount Mount => new(names.EdgeVolume, Folder, ReadOnly: true);

    private static ImageRecipe Recipe { get; } = new(
        "slipway/edge",
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
             FROM debian:bookworm-slim
             {CopyScript}
             RUN install -d -m 0700 -o 10001 -g 10001 {Folder}
             USER {User}
             STOPSIGNAL SIGTERM
             ENTRYPOINT ["perl", "{ScriptPath}", "hold", "{Port}", "{TlsPort}"]

             """),
        new Dictionary<string, string>(StringComparer.Ordinal) { [Script] = ScriptText });

    public override string ToString() => publication.ToString();

    /// <summary>The edge's container; null when there is none.</summary>
    public Task<ContainerState?> FindAsync(CancellationToken cancellationToken) =>
        engine.Containers.FindAsync(names.Edge, cancellationToken);

    /// <summary>Whether this edge publishes what is wanted.</summary>
    public bool Publishes(ContainerState existing) =>
        string.Equals(existing.Labels.GetValueOrDefault(Publication.Label), publication.ToString(), StringComparison.Ordinal);

    /// <summary>
    /// The edge exists, publishes the ports that are wanted, and runs. True if its sockets are other ones than a router that runs may have.
    /// From the end of the old address to the beginning of the new one nothing heeds a cancellation: in between nothing is served.
    /// </summary>
    public async Task<bool> EnsureAsync(CancellationToken cancellationToken)
    {
        var existing = await FindAsync(cancellationToken);
        if (existing is { IsAlive: true } && Publishes(existing))
        {
            await (existing.Status == ContainerStatus.Running ? Task.CompletedTask
                : engine.Containers.StartAsync(names.Edge, cancellationToken));
            return false;
        }

        if (existing is null || !Publishes(existing))
        {
            var image = await engine.Images.EnsureAsync(Recipe, progress, cancellationToken);
            await engine.Volumes.EnsureAsync(
                names.EdgeVolume, names.With((ResourceNames.RoleLabel, ResourceNames.EdgeRole)), cancellationToken);
            if (existing is not null)
            {
                progress.Report($"The router is to listen on {publication} from now on: its old address closes.");
                await engine.Containers.RemoveAsync(names.Edge, CancellationToken.None);
            }

            await CreateAsync(image, publication.ToString(), publication.Ports);
        }

        await engine.Containers.StartAsync(names.Edge, CancellationToken.None);
        return true;
    }

    /// <summary>The edge is what it was before, and runs.</summary>
    public async Task PutBackAsync(ContainerState before)
    {
        await engine.Containers.RemoveAsync(names.Edge, CancellationToken.None);
        await CreateAsync(before.Image, before.Labels.GetValueOrDefault(Publication.Label) ?? "", before.Ports);
        await engine.Containers.StartAsync(names.Edge, CancellationToken.None);
    }

    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        await engine.Containers.RemoveAsync(names.Edge, cancellationToken);
        await engine.Volumes.RemoveAsync(names.EdgeVolume, cancellationToken);
    }

    private Task CreateAsync(string image, string published, IReadOnlyList<PublishedPort> ports) => engine.CreateAsync(
        new ContainerSpec
        {
            Name = names.Edge,
            Image = image,
            Labels = names.With((ResourceNames.RoleLabel, ResourceNames.EdgeRole), (Publication.Label, published)),
            Network = names.Network,
            Mounts = [new VolumeMount(names.EdgeVolume, Folder)],
            Ports = ports,
            User = User,
            MemoryBytes = MemoryBytes,
            ProcessLimit = ProcessLimit,
        },
        Recipe, progress, CancellationToken.None);
}
