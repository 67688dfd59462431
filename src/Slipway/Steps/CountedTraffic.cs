using Slipway.Verification;

namespace Slipway.Steps;

/// <summary>What the watch on the public address counted.</summary>
public sealed record CountedTraffic(ProbeResult Counted) : StepResult
{
    public override string Describe() => Counted.ToString();
}
