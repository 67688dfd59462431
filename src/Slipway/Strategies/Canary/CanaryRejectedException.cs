namespace Slipway.Strategies.Canary;

/// <summary>A canary is not promoted: it is worse than the old version, or nothing can be said about it.</summary>
/// <param name="verdict">What the analysis came to.</param>
/// <param name="message">The same for a reader.</param>
public sealed class CanaryRejectedException(CanaryVerdict verdict, string message) : SlipwayException(message)
{
    /// <summary>What the analysis came to.</summary>
    public CanaryVerdict Verdict { get; } = verdict;
}
