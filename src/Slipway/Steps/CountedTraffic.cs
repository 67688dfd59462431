using Slipway.Verification;

namespace Slipway.Steps;

/// <summary>What the watch on the public address counted.</summary>
/// <param name="Counted">Requests sent and lost since the watch began.</param>
public sealed record CountedTraffic(ProbeResult Counted) : StepResult
{
    /// <inheritdoc/>
    public override string Describe() => Counted.ToString();
}
