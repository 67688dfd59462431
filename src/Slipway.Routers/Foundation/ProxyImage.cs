using Slipway.Routers.Hosting;

namespace Slipway.Routers.Foundation;

/// <summary>
/// What the image of a proxy must hold, and what it finds in its container. The container has a read-only root file system, no capability,
/// <see cref="Folder"/> on a volume, and <see cref="RuntimeFolder"/> and <c>/tmp</c> in memory. The image needs Perl's base, for
/// <see cref="RouterSession"/>; its entry point is the proxy, which stays in the foreground and ends well by the image's stop signal.
/// </summary>
public static class ProxyImage
{
    /// <summary>
    /// The durable files. The image makes the folder with a first configuration in it, owned by <see cref="User"/>: the engine copies it,
    /// owner included, into a volume that is still empty, so that a first start and a restart are the same.
    /// </summary>
    public const string Folder = "/var/lib/slipway";

    /// <summary>For sockets and process ids; in memory. The image makes it with mode 1777, which the engine gives to it too.</summary>
    public const string RuntimeFolder = "/run/slipway";

    /// <summary>User and group that everything in the container runs as, as numbers.</summary>
    public const string User = Edge.User;

    /// <summary>The name, in the build context, of the script by which the proxy gets its listening sockets from the edge.</summary>
    public const string SocketScript = Edge.Script;

    /// <summary>The file descriptor of the socket for plain HTTP, for a proxy that is started behind <see cref="TakeSockets"/>.</summary>
    public const int Descriptor = Edge.Descriptor;

    /// <summary>The file descriptor of the socket for TLS. It is there also when no port leads to it.</summary>
    public const int TlsDescriptor = Edge.TlsDescriptor;

    /// <summary>The port that the socket of <see cref="Descriptor"/> is bound to: not the one that the proxy opens itself.</summary>
    public const int DescriptorPort = Edge.Port;

    /// <summary>The port that the socket of <see cref="TlsDescriptor"/> is bound to.</summary>
    public const int TlsDescriptorPort = Edge.TlsPort;

    /// <summary>
    /// The lines of the Dockerfile that give the proxy both folders and take the rights away; what goes to <see cref="Folder"/> is copied
    /// before.
    /// </summary>
    public static string OwnFolders => $"RUN chown {User} {Folder} && install -d -m 1777 {RuntimeFolder}\nUSER {User}";

    /// <summary>The script itself, which belongs among the recipe's files as <see cref="SocketScript"/>.</summary>
    public static string SocketScriptText => Edge.ScriptText;

    /// <summary>The line of the Dockerfile that copies the script.</summary>
    public static string CopySocketScript => Edge.CopyScript;

    /// <summary>
    /// The first words of the Dockerfile's <c>ENTRYPOINT</c> array, without brackets; the proxy's own command follows after a comma.
    /// </summary>
    public static string TakeSockets => Edge.Take;
}
