using Slipway.Steps;

namespace Slipway.Execution;

/// <summary>Where a run has come to when a hook runs.</summary>
public sealed record HookContext
{
    /// <summary>What is run, all of it: kind of command, release, slot, steps.</summary>
    public required Plan Plan { get; init; }

    /// <summary>Whether this is before the step or command, rather than after it.</summary>
    public required bool IsBefore { get; init; }

    /// <summary>The step before or after which this is; null before or after the command.</summary>
    public Step? Step { get; init; }

    /// <summary>Whether <see cref="Step"/> undoes another one. Default false.</summary>
    public bool IsUndo { get; init; }

    /// <summary>
    /// What the run has done by now, each step with its result (<see cref="CompletedRun.Result{TResult}"/>: the record of the release, the
    /// counted traffic). After a command it is all that was done.
    /// </summary>
    public required CompletedRun Run { get; init; }

    /// <summary>What steps act on: description, engine, router, the probe inside the application's network, the clock.</summary>
    public required StepContext Target { get; init; }
}
