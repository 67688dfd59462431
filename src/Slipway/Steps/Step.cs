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
    /// <param name="context">What it acts on.</param>
    /// <param name="cancellationToken">
    /// Ends it; the plan is undone then. For an undo it is the bound of <see cref="Applications.Timeouts.Compensation"/>.
    /// </param>
    /// <exception cref="SlipwayException">
    /// It could not be done; the message says what was expected, what was seen and what to do.
    /// </exception>
    public abstract Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Whether it makes requests go elsewhere: once such a step of a plan was done, no hook can fail the run any more. Default false.
    /// </summary>
    public virtual bool ShiftsTraffic => false;

    /// <summary>This step, and what takes it back when a later one fails.</summary>
    /// <param name="undo">Must be right also when this step was cut off half-way.</param>
    public PlannedStep WithUndo(Step undo) => new(this, undo);
}
