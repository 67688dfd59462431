using Slipway.Routers.Foundation;

namespace Slipway.Routers.Caddy;

/// <summary>
/// Where things are in Caddy's container. Caddy can look at the names of files for each request, but not into them; so what a release
/// changes is said in file names.
/// <code>
/// live -> states/12                      a symbolic link: what is in force, replaced by one rename
/// states/12/m0,s4000,b1f…,g07…,c    one empty file, see <see cref="CaddyState.Word"/>
/// states/12/state.json                   what it was made from, for Slipway
/// tables/1f…/                            all of a slot, see <see cref="SlotTable"/>; never changed once written
/// certificate.pem                        read at each TLS handshake
/// </code>
/// </summary>
internal static class CaddyFiles
{
    /// <summary>The volume: durable.</summary>
    public const string Home = ProxyImage.Folder;

    /// <summary>
    /// In memory: sockets, and where each replica is at the moment (<c>replicas/blue/shop-web-blue@8080/172.18.0.3:8080</c>).
    /// </summary>
    public const string Run = ProxyImage.RuntimeFolder;

    /// <summary>In the image.</summary>
    public const string Program = "/usr/local/lib/slipway";

    public const string State = Home + "/live/state.json";
    public const string Certificate = "certificate.pem";
    public const string LogSocket = Run + "/log.sock";
    public const string HoldSocket = Run + "/hold.sock";
    public const string Hold = "hold";
}
