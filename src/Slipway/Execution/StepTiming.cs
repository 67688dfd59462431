using Slipway.Steps;

namespace Slipway.Execution;

/// <summary>A step that was run, how long it took, and what it noted about its result.</summary>
public sealed record StepTiming(Step Step, TimeSpan Took, string? Detail);
