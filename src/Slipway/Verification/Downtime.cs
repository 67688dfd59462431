namespace Slipway.Verification;

/// <summary>Measures for how long the maintenance page was shown.</summary>
/// <param name="time">The clock.</param>
public sealed class Downtime(TimeProvider time)
{
    private long? begun;

    /// <summary>What was measured; null before the page was shown and taken away again.</summary>
    public TimeSpan? Measured { get; private set; }

    /// <summary>The page is about to be shown; a second call begins anew.</summary>
    public void Begin() => begun = time.GetTimestamp();

    /// <summary>The page was taken away. How long it was shown; null when this process did not show it.</summary>
    public TimeSpan? End() => Measured = begun is { } start ? time.GetElapsedTime(start) : null;
}
