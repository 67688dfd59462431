using Slipway.Applications;

namespace Slipway.Strategies.Rolling;

/// <summary>Replica by replica.</summary>
public sealed record RollingSettings : StrategySettings
{
    /// <summary>The name of this way to release.</summary>
    public const string StrategyName = "rolling";

    /// <inheritdoc/>
    public override string Name => StrategyName;

    /// <summary>
    /// How many replicas of the service that has the most are replaced at a time, 1 to 50. Default 1. So many run beside the old ones
    /// meanwhile; services with fewer replicas move on in proportion, rounded so that their capacity never falls below their share of the
    /// traffic.
    /// </summary>
    public int MaxSurge { get; init; } = 1;

    /// <inheritdoc/>
    public override IEnumerable<SpecificationFault> Check() => SpecificationFault.UnlessWithin("rolling.maxSurge", MaxSurge, 1, 50);
}
