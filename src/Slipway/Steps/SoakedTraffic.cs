namespace Slipway.Steps;

/// <summary>What was seen of a version while it soaked.</summary>
/// <param name="Seen">The figures, as a clause.</param>
public sealed record SoakedTraffic(string Seen) : StepResult
{
    /// <inheritdoc/>
    public override string Describe() => Seen;
}
