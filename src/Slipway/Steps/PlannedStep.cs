namespace Slipway.Steps;

/// <summary>A step of a plan, and the step that takes it back.</summary>
/// <param name="Do">What is done.</param>
/// <param name="Undo">
/// What is done when this step, or one after it, fails or is interrupted; null (the default): there is nothing to take back.
/// </param>
public sealed record PlannedStep(Step Do, Step? Undo = null)
{
    /// <summary>A step with nothing to take back, so that steps can stand in a list of these as they are.</summary>
    public static implicit operator PlannedStep(Step step) => FromStep(step);

    /// <summary>A step with nothing to take back.</summary>
    public static PlannedStep FromStep(Step step) => new(step);
}
