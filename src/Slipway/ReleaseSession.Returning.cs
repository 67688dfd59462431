using Slipway.Applications;
using Slipway.Execution;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Plans;
using Slipway.Reporting;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Strategies;
using Slipway.Strategies.Foundation;

namespace Slipway;

// How an earlier release becomes live again: as it was described when it was released.
public sealed partial class ReleaseSession
{
    /// <summary>Brings an earlier release back, from a checkout that may describe anything else.</summary>
    /// <param name="toRelease">Its number; null for the last good one.</param>
    /// <param name="by">Who asks for it: user and machine.</param>
    /// <param name="cancellationToken">Interrupts the rollback: what was begun is undone, unless it is live already.</param>
    /// <returns>What is live afterwards, and how it came to be.</returns>
    /// <exception cref="UsageException">There is no such release, it can't come back, or a canary waits. Nothing was touched.</exception>
    /// <exception cref="ReleaseFailedException">The run did not reach its end; the error says whether all was undone.</exception>
    /// <exception cref="LockLostException">The lock was lost on the way; the next command ends what was begun.</exception>
    public Task<ReleaseReport> RollbackAsync(int? toRelease, string by, CancellationToken cancellationToken) =>
        RollbackAsync(new RollbackRequest { ToRelease = toRelease, By = by }, cancellationToken);

    /// <summary>As <see cref="RollbackAsync(int?, string, CancellationToken)"/>, with all that can be asked for.</summary>
    /// <param name="request">What is to come back, and with what.</param>
    /// <param name="cancellationToken">Interrupts the rollback: what was begun is undone, unless it is live already.</param>
    /// <returns>What is live afterwards, and how it came to be.</returns>
    /// <exception cref="UsageException">There is no such release, it can't come back, or a canary waits. Nothing was touched.</exception>
    /// <exception cref="ReleaseFailedException">The run did not reach its end; the error says whether all was undone.</exception>
    /// <exception cref="LockLostException">The lock was lost on the way; the next command ends what was begun.</exception>
    public async Task<ReleaseReport> RollbackAsync(RollbackRequest request, CancellationToken cancellationToken)
    {
        var state = await ObserveAsync(cancellationToken);
        Admission.RefuseBesidePaused(state, strategies);
        if (left && Rollback.FindReached(state, request.ToRelease) is { } reached)
        {
            if (!request.WithCurrentDescription && !request.WithCurrentSecrets)
            {
                observer.Note($"Release {state.LiveRelease!.Number} is what this command goes back to: there is nothing more to do.");
                return Report(state.LiveRelease!, wentBack);
            }

            // It serves again; what it is to have beside that takes new containers.
            return await RunAsync(await PlanReturnAsync(state, reached, request, cancellationToken), state, cancellationToken);
        }

        var plan = await PlanReturnAsync(state, Rollback.ChooseTarget(state, request.ToRelease), request, cancellationToken);
        return await RunAsync(plan, state, cancellationToken);
    }

    /// <summary>Makes the release in a slot live that is up: back or forward, whichever it is.</summary>
    /// <param name="slot">The slot that is to get everything.</param>
    /// <param name="by">Who asks for it: user and machine.</param>
    /// <param name="cancellationToken">Interrupts the switch: what was begun is undone, unless it is live already.</param>
    /// <returns>What is live afterwards, and how it came to be.</returns>
    /// <exception cref="UsageException">No recorded release is up there, or a canary waits. Nothing was touched.</exception>
    /// <exception cref="ReleaseFailedException">The run did not reach its end; the error says whether all was undone.</exception>
    /// <exception cref="LockLostException">The lock was lost on the way; the next command ends what was begun.</exception>
    public async Task<ReleaseReport> SwitchTrafficAsync(Slot slot, string by, CancellationToken cancellationToken)
    {
        var state = await ObserveAsync(cancellationToken);
        Admission.RefuseBesidePaused(state, strategies);
        if (state.Live == slot && state.LiveRelease is { } live)
        {
            observer.Note($"The {slot.Label()} slot is live already: nothing to switch.");
            return Report(live);
        }

        var plan = await PlanReturnAsync(
            state, Rollback.ChooseSlot(state, slot), new RollbackRequest { By = by }, cancellationToken);
        return await RunAsync(plan with { Kind = RunKind.SwitchTraffic }, state, cancellationToken);
    }

    private async Task<Plan> PlanReturnAsync(
        ObservedState state, ReleaseRecord earlier, RollbackRequest request, CancellationToken cancellationToken)
    {
        router.Moves = false;
        Located(state);
        if (request.WithCurrentDescription && Recollection.Recorded(state, earlier) is null)
        {
            check.Require(DescriptionUse.Release);
        }

        var description = Recollection.Require(application, state, earlier, request.WithCurrentDescription);
        var described = application.DescribedBy(description);
        await owned.RefuseStrangersAsync(Claims.Of(described with { SharedServices = [] }), cancellationToken);
        var strategy = strategies.ForReturn(described, application.DescribedBy(state.LiveRelease?.Description));
        if (strategy is UnknownStrategy unknown)
        {
            observer.Note($"{unknown.Missing}: it comes back at once.");
        }

        if (state.Router.Drift is { } drift)
        {
            observer.Note($"{drift}: this command leaves it where it is; `Deploy` moves it.");
        }

        var slot = state.In(Switching.Target(state));
        if (slot.Release == earlier.Content && FailingSlot.Describe(slot) is { } failing)
        {
            context.Warn($"{failing} It gets no traffic unless it passes the gate.");
        }

        var warm = slot.Release == earlier.Content ? slot : null;
        var chosen = ReturnSecrets.Choose(
            described, state, await secrets.ReadAsync(cancellationToken), earlier, warm, request.WithCurrentSecrets);
        var release = BegunRelease.Restoring(earlier, NextNumber(state), request.By) with
        {
            Description = description, Secrets = chosen.Versions,
        };
        var plan = Rollback.Plan(described, state, release, strategy);
        await KeepSecretsAsync(chosen, cancellationToken);
        return plan;
    }
}
