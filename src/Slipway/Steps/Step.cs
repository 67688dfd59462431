namespace Slipway.Steps;

/// <summary>
/// One thing that a plan does. Running it again after it was cut off anywhere must lead to the same result, and so must undoing it, also
/// when it never ran to its end.
/// </summary>
public abstract record Step
{
    /// <summary>A sentence without a full stop, as it stands in plans, progress and the journal.</summary>
    public abstract string Describe();

    /// <summary>Does it. Returns what is worth noting about the result, or null.</summary>
    public abstract Task<string?> RunAsync(StepContext context, CancellationToken cancellationToken);

    /// <summary>What an undo does; null when there is nothing to undo.</summary>
    public virtual string? DescribeUndo() => null;

    public virtual Task UndoAsync(StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
