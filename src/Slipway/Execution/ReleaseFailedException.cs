using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Plans;
using Slipway.Steps;

namespace Slipway.Execution;

/// <summary>A run did not reach its end. The message says what failed, what is live now, and what to do.</summary>
/// <param name="outcome">Whether all was undone, and whether it was an interruption that made it necessary.</param>
/// <param name="plan">What was run.</param>
/// <param name="step">The step that failed, or during which the run was interrupted.</param>
/// <param name="reason">Why, for the message.</param>
/// <param name="failedUndos">What was not undone, each with its reason; empty when all was.</param>
/// <param name="cause">What the step threw.</param>
/// <param name="began">Whether the step had begun. Default true; one that had not did nothing.</param>
/// <param name="serving">What is served after the undos; null, the default, where nobody has looked.</param>
public sealed class ReleaseFailedException(
    RunOutcome outcome, Plan plan, Step step, string reason, IReadOnlyList<string> failedUndos, Exception cause,
    bool began = true, Serving? serving = null)
    : SlipwayException(Describe(outcome, plan, step.Describe(), reason, failedUndos, began, serving), cause)
{
    /// <summary>Whether all was undone, and whether it was an interruption that made it necessary.</summary>
    public RunOutcome Outcome { get; } = outcome;

    /// <summary>The step that failed, or during which the run was interrupted.</summary>
    public Step Step { get; } = step;

    /// <summary>What was not undone, each with its reason; empty when all was.</summary>
    public IReadOnlyList<string> FailedUndos { get; } = failedUndos;

    /// <summary>What is served after the undos; null where nobody has looked.</summary>
    public Serving? Serving { get; } = serving;

    /// <summary>The same, once somebody has looked.</summary>
    internal ReleaseFailedException With(Serving found) => new(Outcome, plan, Step, reason, FailedUndos, InnerException!, began, found);

    private static string Describe(
        RunOutcome outcome, Plan plan, string step, string reason, IReadOnlyList<string> failedUndos, bool began, Serving? serving)
    {
        var live = serving is { IsServed: false } || serving == Serving.Unknown ? serving!.Sentence : "What was live before is live.";
        var what = $"{plan.Kind} of release {plan.Release.Number}";
        return outcome switch
        {
            RunOutcome.Interrupted => $"{what} was interrupted {(began ? "during" : "before")} \"{step}\" and undone. "
                + live,
            RunOutcome.Failed => $"{what} failed at \"{step}\" and was undone. {live}\n{reason}",
            _ => $"{what} failed at \"{step}\", and not everything could be undone. "
                + $"A person must act: look at `Status`, then run `Deploy` or `Rollback`.\n{reason}\n"
                + $"Not undone:\n{string.Join('\n', failedUndos.Select(undo => $"  {undo}"))}",
        };
    }
}
