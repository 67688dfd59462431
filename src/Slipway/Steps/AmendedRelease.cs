using Slipway.Keeper;

namespace Slipway.Steps;

/// <summary>The record that a run has amended: the release is the one that was live before.</summary>
/// <param name="Record">As it stands on the target now.</param>
public sealed record AmendedRelease(ReleaseRecord Record) : StepResult
{
    /// <inheritdoc/>
    public override string? Describe() => null;
}
