using Slipway.Keeper;
using Slipway.Steps;

namespace Slipway.Execution;

/// <summary>A place in a run at which a hook runs: before or after each step of a type, or before or after a command.</summary>
public sealed record HookPoint
{
    private HookPoint(bool isBefore) => IsBefore = isBefore;

    /// <summary>Whether it lies before the step or command, rather than after it.</summary>
    public bool IsBefore { get; }

    /// <summary>The type of the steps, its subtypes included; null for a command.</summary>
    public Type? StepType { get; private init; }

    /// <summary>The command; null for steps.</summary>
    public RunKind? Command { get; private init; }

    /// <summary>
    /// Before each step of this type (<see cref="Step"/>: before every step), in whatever plan it stands: as a step, as a follow-up, or as
    /// the undo of another one.
    /// </summary>
    /// <typeparam name="TStep">For instance <see cref="ShiftTraffic"/>.</typeparam>
    public static HookPoint Before<TStep>()
        where TStep : Step => new(isBefore: true) { StepType = typeof(TStep) };

    /// <summary>As <see cref="Before{TStep}"/>, after each such step that was done; not after one that failed.</summary>
    /// <typeparam name="TStep">For instance <see cref="RecordRelease"/>.</typeparam>
    public static HookPoint After<TStep>()
        where TStep : Step => new(isBefore: false) { StepType = typeof(TStep) };

    /// <summary>
    /// Before the first step of a command. Migration and release of one deploy are two commands. One that finds nothing to do runs no hook,
    /// and a reset, which takes the journal away, has none.
    /// </summary>
    /// <param name="command">Each is a word of its own in the journal.</param>
    public static HookPoint Before(RunKind command) => new(isBefore: true) { Command = command };

    /// <summary>
    /// After the last step of a command that reached its end, be it in a recovery that finished it; not after one that failed or was taken
    /// back.
    /// </summary>
    /// <param name="command">Each is a word of its own in the journal.</param>
    public static HookPoint After(RunKind command) => new(isBefore: false) { Command = command };

    internal bool Is(bool before, Step step) => IsBefore == before && StepType?.IsInstanceOfType(step) == true;

    internal bool Is(bool before, RunKind command) => IsBefore == before && Command == command;
}
