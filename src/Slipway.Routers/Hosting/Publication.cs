using System.Globalization;
using Slipway.Applications;
using Slipway.Containers;

namespace Slipway.Routers.Hosting;

/// <summary>The host's ports that lead to the application.</summary>
/// <param name="settings">Where it is reached from outside.</param>
/// <param name="port">The container's port for plain HTTP.</param>
/// <param name="tlsPort">The container's port for TLS.</param>
internal sealed class Publication(RouterSettings settings, int port, int tlsPort)
{
    /// <summary>The label of the container that publishes: what, so that a change of it is seen.</summary>
    public const string Label = "slipway.router.published";

    public IReadOnlyList<PublishedPort> Ports { get; } =
    [
        new PublishedPort(settings.Port, port, settings.Address),
        .. settings.Tls is { } tls ? new[] { new PublishedPort(tls.Port, tlsPort, settings.Address) } : [],
    ];

    /// <summary>The port for plain HTTP in a label; null in one of another form.</summary>
    public static int? PortOf(string published) => int.TryParse(
        published.Split(' ')[0].Split(':')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{settings.Address}:{settings.Port}")
        + (settings.Tls is { } tls ? string.Create(CultureInfo.InvariantCulture, $" and {tls.Port} (TLS)") : "");
}
