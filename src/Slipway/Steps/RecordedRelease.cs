using Slipway.Keeper;

namespace Slipway.Steps;

/// <summary>The record that a run wrote.</summary>
/// <param name="Record">As it stands on the target.</param>
public sealed record RecordedRelease(ReleaseRecord Record) : StepResult
{
    /// <inheritdoc/>
    public override string? Describe() => null;
}
