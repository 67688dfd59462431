using Slipway.Steps;

namespace Slipway.Execution;

/// <summary>A step that was run.</summary>
/// <param name="Step">What was done.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Result">What it returned; null when it had nothing to say.</param>
public sealed record CompletedStep(Step Step, TimeSpan Took, StepResult? Result);
