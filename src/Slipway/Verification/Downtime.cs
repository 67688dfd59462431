namespace Slipway.Verification;

/// <summary>Measures for how long the maintenance page was shown.</summary>
public sealed class Downtime(TimeProvider time)
{
    private long? begun;

    /// <summary>What was measured; null before the page was shown and taken away again.</summary>
    public TimeSpan? Measured { get; private set; }

    public void Begin() => begun = time.GetTimestamp();

    /// <summary>Null when this process did not show the page.</summary>
    public TimeSpan? End() => Measured = begun is { } start ? time.GetElapsedTime(start) : null;
}
