namespace Slipway.Strategies.Canary;

/// <summary>Whether a canary may go on.</summary>
public enum CanaryJudgement
{
    /// <summary>Too little was seen to say anything.</summary>
    Missing,

    /// <summary>It fails more often, or answers more slowly, than the settings allow.</summary>
    Worse,

    /// <summary>Enough was seen, and it is no worse than the old version.</summary>
    Good,
}
