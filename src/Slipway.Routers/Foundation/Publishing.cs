using Slipway.Containers;

namespace Slipway.Routers.Foundation;

/// <summary>What publishes an application at one moment.</summary>
/// <param name="Router">The router's container; null when there is none.</param>
/// <param name="Door">The edge's container; null when there is none.</param>
/// <param name="IsOpen">Whether what is described is open.</param>
/// <param name="Differs">Whether what is there was made to publish something else.</param>
internal sealed record Publishing(ContainerState? Router, ContainerState? Door, bool IsOpen, bool Differs)
{
    /// <summary>The host's ports that are open now.</summary>
    public IReadOnlyList<PublishedPort> Held { get; } =
    [
        .. new[] { Router, Door }.OfType<ContainerState>()
            .Where(container => container.HoldsPorts).SelectMany(container => container.Ports),
    ];
}
