namespace Slipway.EndToEnd.Deployer;

/// <summary>The system's clock, of which the wall time jumps once. What measures durations goes on, as on a real machine.</summary>
internal sealed class JumpingTime : TimeProvider
{
    private TimeSpan offset;

    /// <summary>From now on the wall clock is off by this.</summary>
    public void Jump(TimeSpan by) => offset = by;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + offset;
}
