using Slipway.Applications;
using Slipway.Nuke.Parameters.Kinds;

namespace Slipway.Nuke.Components;

/// <summary>What is released, and where it is published.</summary>
public interface IHazApplication : INukeBuild
{
    /// <summary>The description of what is released. <see cref="Port"/> wins over the port in it.</summary>
    Application Application { get; }

    /// <summary>1 to 65535.</summary>
    [Parameter("Port of the host that the application is published on - Default is the description's")]
    [Port]
    string? Port => TryGetValue(() => Port);

    [Parameter("Router before the application: haproxy, nginx, caddy or traefik - Default is the description's")]
    [RouterChoice]
    string? Router => TryGetValue(() => Router);

    [Parameter("Stage that is released to; its name follows the application's on the target - Default is none")]
    string? Stage => TryGetValue(() => Stage);

    [Parameter("Address that clients reach the application at, as seen from here - Default is the engine's host and the port")]
    [WebAddress]
    string? PublicAddress => TryGetValue(() => PublicAddress);
}
