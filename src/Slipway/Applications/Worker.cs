namespace Slipway.Applications;

/// <summary>A workload without a route. It starts after the switch.</summary>
public sealed record Worker : Workload
{
    /// <summary>
    /// True for a worker that must never run twice: the old one stops before the new one starts. Default false: the new one starts first.
    /// </summary>
    public bool Exclusive { get; init; }
}
