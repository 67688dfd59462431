using Slipway.Keeper;
using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>What a command will do, in order. A plan is data: it can be shown, compared and executed.</summary>
public sealed record Plan
{
    /// <summary>The command that the plan carries out, as the journal names it.</summary>
    public required RunKind Kind { get; init; }

    /// <summary>What it is about beside its kind, in words; null (the default) where kind and release say it all.</summary>
    public string? Subject { get; init; }

    /// <summary>What is released; for a run that releases nothing, what is live.</summary>
    public required BegunRelease Release { get; init; }

    /// <summary>The slot that the plan fills or makes live; null when it moves no traffic.</summary>
    public Slot? Slot { get; init; }

    /// <summary>How the run ends when every step has succeeded. Default <see cref="RunOutcome.Released"/>.</summary>
    public RunOutcome Outcome { get; init; } = RunOutcome.Released;

    /// <summary>Each must succeed; when one does not, its undo and those of all before it are run, in reverse.</summary>
    public required IReadOnlyList<PlannedStep> Steps { get; init; }

    /// <summary>
    /// Run once the release counts as good, without a way back. A failure here is reported and changes nothing about what is live; the next
    /// command does what is left.
    /// </summary>
    public IReadOnlyList<Step> FollowUp { get; init; } = [];
}
