using Slipway.Applications;

namespace Slipway.Strategies.Recreate;

/// <summary>The old version stops before the new one starts; a maintenance page is shown meanwhile.</summary>
public sealed record RecreateSettings : StrategySettings
{
    /// <summary>The name of this way to release.</summary>
    public const string StrategyName = "recreate";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public override string Name => StrategyName;

    /// <summary>
    /// How long requests wait before they see the page: with a gap that is shorter, nobody sees it. 0 to 60 s; more than 0 needs a router
    /// that can hold requests. Default 0: they see it at once.
    /// </summary>
    public TimeSpan Queue { get; init; } = TimeSpan.Zero;

    /// <inheritdoc/>
    public override IEnumerable<SpecificationFault> Check() =>
        SpecificationFault.UnlessWithin("recreate.queue", Queue, TimeSpan.Zero, Longest);
}
