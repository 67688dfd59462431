using Slipway.Execution;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Plans;
using Slipway.Steps;
using Slipway.Strategies;

namespace Slipway;

// How a session brings the target to rest: before the command that it was begun for, and after one that left something behind.
public sealed partial class ReleaseSession
{
    private readonly List<string> rested = [];
    private InterruptedRun? takenBack;
    private bool left;

    /// <summary>How it was left; null where nothing was.</summary>
    private CompletedRun? wentBack;

    /// <summary>What was done to bring the target to rest before the command itself: sentences; null when nothing was.</summary>
    internal string? Rested => rested.Count == 0 ? null : string.Join(' ', rested);

    /// <summary>Ends what an earlier command left half-way and starts what should run; does nothing when there is nothing to do.</summary>
    /// <param name="by">Who runs the command.</param>
    /// <param name="back">Where the command wants to go back to; null for one that does not.</param>
    /// <param name="cancellationToken">Gives up; what is left is left to the next command.</param>
    internal async Task RecoverAsync(string by, WayBack? back, CancellationToken cancellationToken)
    {
        var state = await ObserveAsync(cancellationToken);
        await RecoverAsync(state, by, back, cancellationToken);
        await ReviveAsync(state.Interrupted is null ? state : await ObserveAsync(cancellationToken), by, cancellationToken);
        await TidyAsync(cancellationToken);
        if (state.Paused is null)
        {
            await journal.ShortenJournalAsync(cancellationToken);
        }
    }

    private async Task RecoverAsync(ObservedState state, string by, WayBack? back, CancellationToken cancellationToken)
    {
        try
        {
            await EndInterruptedAsync(state, by, back?.Leaves(state) ?? false, cancellationToken);
        }
        catch (ReleaseFailedException error) when (IsBadVersion(error))
        {
            // The new version does not hold. If the old slot serves again, what was begun is taken away; if there is none, the next command
            // brings something better.
            observer.Note(error.Message);
            var after = await ObserveAsync(cancellationToken);
            if (after.Live != state.Live)
            {
                await EndInterruptedAsync(after, by, leaves: false, cancellationToken);
            }
        }
    }

    private static bool IsBadVersion(ReleaseFailedException error) =>
        error is { Outcome: RunOutcome.Failed, Step: AwaitHealthy or VerifySlot or LookFromOutside };

    private async Task EndInterruptedAsync(ObservedState state, string by, bool leaves, CancellationToken cancellationToken)
    {
        if (state.Interrupted is { Begun: { } begun })
        {
            DescribedBy(begun.Description);
        }

        if (Recovery.Plan(application, state, by, strategies, leaves) is not { } plan)
        {
            return;
        }

        var unknown = strategies.Of(plan.Release) as UnknownStrategy;
        var means = unknown is null ? "" : $", by what router and containers show. {unknown.Missing}";
        observer.Note(leaves
            ? $"{state.Interrupted}, with all the traffic and before it counted as good. This command goes back: release "
                + $"{state.Releases[^1].Number} gets the traffic again at once, and release {plan.Release.Number} is not finished "
                + $"first{means}."
            : $"{state.Interrupted}. Bringing the target to rest first{means}.");
        try
        {
            var finishes = !leaves && plan.Slot is { } slot && state.Live == slot;
            var run = await ExecuteAsync(plan, cancellationToken, EndedRun.Of(state.Interrupted!.Start, finishes));
            wentBack = leaves ? run : null;
            (takenBack, left) = (finishes ? null : state.Interrupted, leaves);
            rested.Add($"Before that, {state.Interrupted}, and was brought to rest: "
                + (finishes ? $"release {plan.Release.Number} is live, and what was left of it is done."
                    : leaves ? $"release {state.Releases[^1].Number} is live again, and what release {plan.Release.Number} had begun was "
                        + "taken away."
                    : "what it had begun was taken away."));
        }
        catch (ReleaseFailedException error) when (unknown is not null && error.Outcome != RunOutcome.Interrupted && !IsBadVersion(error))
        {
            throw new StrategyMissingException(unknown.Name, unknown.Missing, error);
        }
    }

    private async Task ReviveAsync(ObservedState state, string by, CancellationToken cancellationToken)
    {
        if (Reviving.Plan(application, state, by) is not { } plan)
        {
            return;
        }

        observer.Note("Something that should run was stopped, by an engine that was killed or by a person. Starting it first.");
        try
        {
            await ExecuteAsync(plan, cancellationToken);
            rested.Add("Before that, what should run and was stopped was started.");
        }
        catch (ReleaseFailedException error) when (error.Outcome == RunOutcome.Failed)
        {
            // What this command brings may be the cure.
            observer.Note(error.Message);
        }
    }

    /// <summary>What is served after a run that was undone. Whoever interrupted it does not interrupt the look.</summary>
    private async Task<Serving> FindServingAsync()
    {
        using var bounded = new CancellationTokenSource(context.Application.Timeouts.Compensation, context.Time);
        return await serving(bounded.Token);
    }

    /// <summary>What a step that failed and was undone, or one that was left to the next command, has left of secrets.</summary>
    private async Task TidyAfterAsync()
    {
        using var bounded = new CancellationTokenSource(context.Application.Timeouts.Compensation, context.Time);
        await TidyAsync(bounded.Token);
    }

    /// <summary>Changes nothing of what is live: what can't be removed now is so by the next command.</summary>
    private async Task TidyAsync(CancellationToken cancellationToken)
    {
        var tidying = new RemoveCouriers();
        try
        {
            await tidying.RunAsync(context, cancellationToken);
        }
        catch (Exception error) when (error is SlipwayException or OperationCanceledException)
        {
            observer.Note($"Left to the next command: {tidying.Describe()} ({error.Message})");
        }
    }
}
