using System.Globalization;

namespace Slipway.Containers;

/// <summary>A TCP port of the host that leads to a port of the container.</summary>
/// <param name="HostPort">1 to 65535.</param>
/// <param name="ContainerPort">1 to 65535.</param>
/// <param name="HostAddress">The host's address to listen on. Default all addresses.</param>
public sealed record PublishedPort(int HostPort, int ContainerPort, string HostAddress = PublishedPort.AllAddresses)
{
    /// <summary>All IPv4 addresses of the host.</summary>
    public const string AllAddresses = "0.0.0.0";

    /// <summary>Address and port of the host: <c>0.0.0.0:8080</c>.</summary>
    public string HostSide => HostAddress.Contains(':', StringComparison.Ordinal)
        ? string.Create(CultureInfo.InvariantCulture, $"[{HostAddress}]:{HostPort}")
        : string.Create(CultureInfo.InvariantCulture, $"{HostAddress}:{HostPort}");

    /// <summary>Whether not both can be open on one host.</summary>
    public bool Excludes(PublishedPort other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return HostPort == other.HostPort && (HostAddress == other.HostAddress || IsAll(HostAddress) || IsAll(other.HostAddress));
    }

    private static bool IsAll(string address) => address is AllAddresses or "::" or "";
}
