namespace Slipway.Applications;

/// <summary>The proxies that Slipway drives.</summary>
public enum RouterKind
{
    HAProxy,
    Nginx,
    Caddy,
    Traefik,
}
