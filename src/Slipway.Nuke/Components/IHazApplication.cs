using Slipway.Applications;
using Slipway.Nuke.Parameters.Kinds;

namespace Slipway.Nuke.Components;

/// <summary>What is released, and where it is published.</summary>
public interface IHazApplication : INukeBuild
{
    /// <summary>The description of what is released. <see cref="Port"/> wins over the port in it.</summary>
    Application Application { get; }

    /// <summary>1 to 65535; without it, that of <see cref="Application"/>.</summary>
    [Parameter("Port of the host that the application is published on - Default is the description's")]
    [Port]
    string? Port => TryGetValue(() => Port);

    /// <summary>A <see cref="RouterKind"/>, whatever the case; without it, that of <see cref="Application"/>.</summary>
    [Parameter("Router before the application: haproxy, nginx, caddy or traefik - Default is the description's")]
    [RouterChoice]
    string? Router => TryGetValue(() => Router);

    /// <summary>
    /// Lower-case letters, digits and dashes; without it the target has the application's own name. Each stage is an application of its
    /// own.
    /// </summary>
    [Parameter("Stage that is released to; its name follows the application's on the target - Default is none")]
    string? Stage => TryGetValue(() => Stage);

    /// <summary>An http or https address; without it, the engine's host and the published port.</summary>
    [Parameter("Address that clients reach the application at, as seen from here - Default is the engine's host and the port")]
    [WebAddress]
    string? PublicAddress => TryGetValue(() => PublicAddress);
}
