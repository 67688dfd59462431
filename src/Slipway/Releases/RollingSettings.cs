namespace Slipway.Releases;

/// <summary>How a rolling release proceeds.</summary>
public sealed record RollingSettings
{
    /// <summary>
    /// How many replicas of the service that has the most are replaced at a time, 1 to 50. Default 1. So many run beside the old ones meanwhile;
    /// services with fewer replicas move on in proportion, rounded so that their capacity never falls below their share of the traffic.
    /// </summary>
    public int MaxSurge { get; init; } = 1;
}
