namespace Slipway.Applications;

/// <summary>The proxies that Slipway drives.</summary>
public enum RouterKind
{
    /// <summary>
    /// Switches over its runtime socket without a reload; behind an edge, so that it restarts without a refused connection.
    /// </summary>
    HAProxy,

    /// <summary>nginx with a program in Lua, which switches without a reload; behind an edge as HAProxy is.</summary>
    Nginx,

    /// <summary>Caddy, whose configuration never changes: files on its volume decide each request.</summary>
    Caddy,

    /// <summary>Traefik, configured by a file that it watches. Written to its documentation; it has never run.</summary>
    Traefik,
}
