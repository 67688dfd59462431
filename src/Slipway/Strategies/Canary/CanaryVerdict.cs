using Slipway.Steps;

namespace Slipway.Strategies.Canary;

/// <summary>What is known about a canary.</summary>
/// <param name="Judgement">Whether it may go on.</param>
/// <param name="Reason">The figures.</param>
public sealed record CanaryVerdict(CanaryJudgement Judgement, string Reason) : StepResult
{
    /// <inheritdoc/>
    public override string Describe() => Reason;
}
