using Slipway.Containers;
using Slipway.Routing;

namespace Slipway.Routers.Foundation;

/// <summary>What there is to know of a proxy before it runs.</summary>
public sealed record Proxy
{
    /// <summary>
    /// Tells proxies apart: a label of the container, so that another proxy than the one that serves is refused (exit 2). One word that
    /// never changes, for example <c>HAProxy</c>.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>What it can do. <see cref="ProxyRouter{TState}"/> goes by it: see the members that each flag asks for.</summary>
    public required RouterCapabilities Capabilities { get; init; }

    /// <summary>Its image; <see cref="ProxyImage"/> says what it must hold.</summary>
    public required ImageRecipe Recipe { get; init; }

    /// <summary>
    /// Perl: requests of the proxy's own for <see cref="RouterSession"/>, each a subroutine <c>on_verb</c> that gets its words and returns
    /// its answer as lines, or dies with the reason. Default none.
    /// </summary>
    public string Verbs { get; init; } = "";
}
