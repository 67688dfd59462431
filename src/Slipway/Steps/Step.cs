namespace Slipway.Steps;

/// <summary>
/// One thing that a plan does. Running it again after it was cut off anywhere must lead to the same result. That holds for a step which
/// undoes another one as well, also when the other one never ran to its end.
/// </summary>
public abstract record Step
{
    /// <summary>A sentence without a full stop, as it stands in plans, progress and the journal.</summary>
    public abstract string Describe();

    /// <summary>Does it. Returns what it found out or made; null: nothing.</summary>
    public abstract Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Whether it makes requests go elsewhere: once such a step of a plan was done, no hook can fail the run any more. Default false.
    /// </summary>
    public virtual bool ShiftsTraffic => false;

    /// <summary>This step, and what takes it back when a later one fails.</summary>
    public PlannedStep WithUndo(Step undo) => new(this, undo);
}
