using Slipway.Applications;
using Slipway.Containers;
using Slipway.Routers.Caddy;
using Slipway.Routers.Foundation;
using Slipway.Routers.HAProxy;
using Slipway.Routers.Nginx;
using Slipway.Routers.Traefik;
using Slipway.Routing;

namespace Slipway.Routers;

/// <summary>From a kind of proxy to its router.</summary>
public static class RouterFactory
{
    /// <summary>The router of one application. Touches nothing: the proxy starts with <see cref="IRouter.EnsureAsync"/>.</summary>
    /// <param name="application">The application's name; container, network and volume follow from it.</param>
    /// <param name="settings">Which proxy, and where it is reached from outside.</param>
    /// <param name="engine">Where the proxy's container runs.</param>
    /// <param name="time">For waiting.</param>
    /// <param name="progress">Told what takes long.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kind is none of <see cref="RouterKind"/>.</exception>
    public static IRouter Create(
        string application, RouterSettings settings, IContainerEngine engine, TimeProvider time, IProgress<string> progress)
    {
        var place = new RouterPlace(application, settings, engine, time, progress);
        return settings.Kind switch
        {
            RouterKind.HAProxy => new HAProxyRouter(place),
            RouterKind.Nginx => new NginxRouter(place),
            RouterKind.Caddy => new CaddyRouter(place),
            RouterKind.Traefik => new TraefikRouter(place),
            _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Kind, "no such proxy"),
        };
    }
}
