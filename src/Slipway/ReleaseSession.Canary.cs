using Slipway.Execution;
using Slipway.Keeper;
using Slipway.Plans;
using Slipway.Reporting;

namespace Slipway;

// What a person decides about a canary that waits.
public sealed partial class ReleaseSession
{
    /// <summary>Takes the canary that waits to its next share, or all the way.</summary>
    /// <param name="toFull">All the way rather than to its next share.</param>
    /// <param name="by">Who decides: user and machine.</param>
    /// <param name="cancellationToken">Interrupts it: the canary is taken back, unless it is live already.</param>
    /// <returns>What is live afterwards; the canary only when it has everything.</returns>
    /// <exception cref="UsageException">No canary waits. Nothing was touched.</exception>
    /// <exception cref="ReleaseFailedException">The run did not reach its end; the error says whether all was undone.</exception>
    /// <exception cref="LockLostException">The lock was lost on the way; the next command ends what was begun.</exception>
    public async Task<ReleaseReport> PromoteCanaryAsync(bool toFull, string by, CancellationToken cancellationToken)
    {
        var state = await ObserveAsync(cancellationToken);
        var paused = Admission.RequirePaused(state);
        var described = DescribedBy(paused.Begun.Description);
        await Admission.RequireReachableAsync(described, state, Site, cancellationToken);
        return await RunAsync(strategies.Of(paused.Begun).Promote(described, state, paused, toFull, by), state, cancellationToken);
    }

    /// <summary>Takes the canary that waits back: its share goes to the old version, its slot is cleared.</summary>
    /// <param name="by">Who decides: user and machine.</param>
    /// <param name="cancellationToken">Interrupts it; the next command takes the canary back.</param>
    /// <exception cref="UsageException">No canary waits. Nothing was touched.</exception>
    /// <exception cref="ReleaseFailedException">The run did not reach its end; the error says whether all was undone.</exception>
    /// <exception cref="LockLostException">The lock was lost on the way; the next command ends what was begun.</exception>
    public async Task AbortCanaryAsync(string by, CancellationToken cancellationToken)
    {
        var state = await ObserveAsync(cancellationToken);
        if (state.Paused is null && takenBack is { Begun: { } begun } ended && WayBack.IsCanary(ended))
        {
            observer.Note($"The canary of release {begun.Number} is taken back by that: there is nothing more to abort.");
            return;
        }

        var paused = Admission.RequirePaused(state);
        await ExecuteAsync(strategies.Of(paused.Begun).Abort(state, paused, by), cancellationToken);
    }
}
