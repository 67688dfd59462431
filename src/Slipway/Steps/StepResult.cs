namespace Slipway.Steps;

/// <summary>
/// What a step found out or made. Whoever ran the plan reads it as what it is; the journal and the screen get its sentence.
/// </summary>
public abstract record StepResult
{
    /// <summary>What is worth noting about it, without a full stop; null: nothing.</summary>
    public abstract string? Describe();
}
