using Slipway.Containers;
using Slipway.Containers.Owning;
using Slipway.Releases;
using Slipway.Routers.Caddy;
using Slipway.Routers.HAProxy;
using Slipway.Routers.Nginx;
using Slipway.Routers.Traefik;
using Slipway.Routing;

namespace Slipway.Routers;

/// <summary>From a kind of proxy to its router.</summary>
public static class RouterFactory
{
    /// <param name="application">The application's name; container, network and volume follow from it.</param>
    /// <param name="settings">Which proxy, and where it is reached from outside.</param>
    /// <param name="engine">Where the proxy's container runs.</param>
    /// <param name="time">For waiting.</param>
    /// <param name="progress">Told what takes long.</param>
    public static IRouter Create(string application, RouterSettings settings, IContainerEngine engine, TimeProvider time, IProgress<string> progress)
    {
        var own = new OwnedEngine(engine, new ResourceNames(application).Owner);
        return settings.Kind switch
        {
            RouterKind.HAProxy => new HAProxyRouter(application, settings, own, time, progress),
            RouterKind.Nginx => new NginxRouter(application, settings, own, time, progress),
            RouterKind.Caddy => new CaddyRouter(application, settings, own, time, progress),
            RouterKind.Traefik => new TraefikRouter(application, settings, own, time, progress),
            _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Kind, "no such proxy"),
        };
    }
}
