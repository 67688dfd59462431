using Slipway.Keeper;

namespace Slipway.Steps;

/// <summary>The record that a run wrote.</summary>
public sealed record RecordedRelease(ReleaseRecord Record) : StepResult
{
    public override string? Describe() => null;
}
