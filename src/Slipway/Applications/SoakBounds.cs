namespace Slipway.Applications;

/// <summary>
/// What a new version is held to while it soaks. A bound counts as broken once several looks in a row have found it so: one blip never
/// takes a release back.
/// </summary>
public sealed record SoakBounds
{
    /// <summary>Between two looks, 0.1 s to 1 min. Default 1 s.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many looks in a row must find the same bound broken, 1 to 100. Default 3.</summary>
    public int Sustained { get; init; } = 3;

    /// <summary>
    /// The newest requests of clients that are judged together: so many at least, 1 to 1,000,000. Fewer since the soak began are not
    /// judged. Default 20.
    /// </summary>
    public int MinimumRequests { get; init; } = 20;

    /// <summary>
    /// The share of requests that may fail (5xx, or no answer), 0 to 1. Where the old version failed more often in the time of the release
    /// before the switch, its share is the bound. Default 0.05.
    /// </summary>
    public double MaxErrorRate { get; init; } = 0.05;

    /// <summary>
    /// How many times the old version's latency before the switch the new one's may be, 1 to 1000. Default 3. Not judged where the router
    /// tells no latency, or the old version had none.
    /// </summary>
    public double MaxLatencyRatio { get; init; } = 3;

    /// <summary>Differences in latency up to this never count, 0 to 1 min. Default 250 ms.</summary>
    public TimeSpan LatencyTolerance { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often containers of the new slot may be started again, all together, 0 to 1000. Default 0.</summary>
    public int MaxRestarts { get; init; }
}
