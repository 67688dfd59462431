namespace Slipway.Verification;

/// <summary>A request that was lost.</summary>
/// <param name="DueAt">When it was due.</param>
/// <param name="Path">What was asked for.</param>
/// <param name="Reason">What was seen instead of an answer.</param>
/// <param name="KeptAlive">Whether it belonged to the pool of kept connections.</param>
public sealed record ProbeFailure(DateTimeOffset DueAt, string Path, string Reason, bool KeptAlive);
