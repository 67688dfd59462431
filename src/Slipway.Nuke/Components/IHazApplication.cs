using Slipway.Applications;
using Slipway.Execution;
using Slipway.Nuke.Parameters.Kinds;
using Slipway.Routers.Foundation;
using Slipway.Routing;
using Slipway.Steps;

namespace Slipway.Nuke.Components;

/// <summary>What is released, and where it is published.</summary>
public interface IHazApplication : INukeBuild
{
    /// <summary>The description of what is released. <see cref="Port"/> wins over the port in it.</summary>
    Application Application { get; }

    /// <summary>
    /// What is done before or after steps and commands, in this order at one place. Each has a name of its own. Evaluated once a build.
    /// Default none.
    /// </summary>
    IEnumerable<Hook> Hooks => [];

    /// <summary>
    /// Who else hears what happens while a plan runs; what one of them throws is reported once and changes nothing. Evaluated once a build.
    /// Default none.
    /// </summary>
    IEnumerable<IReleaseObserver> Observers => [];

    /// <summary>
    /// A router of the build's own, in the place of the one that <see cref="Router"/> or the description names; it is asked for once a
    /// build. Default null: none.
    /// </summary>
    /// <param name="place">For which application, and where.</param>
    IRouter? OwnRouter(RouterPlace place) => null;

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
