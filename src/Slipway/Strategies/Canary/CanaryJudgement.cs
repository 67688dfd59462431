namespace Slipway.Strategies.Canary;

/// <summary>Whether a canary may go on.</summary>
public enum CanaryJudgement
{
    /// <summary>Too little was seen to say anything.</summary>
    Missing,

    Worse,

    Good,
}
