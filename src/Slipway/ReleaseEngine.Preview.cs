using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Plans;
using Slipway.Reporting;
using Slipway.Routing;
using Slipway.Verification;

namespace Slipway;

// Who is shown what is not live.
public sealed partial class ReleaseEngine
{
    /// <summary>
    /// What stands beside the release that is live, is up, and is shown to whoever bears its token: one that is being released, a canary,
    /// or the one before. Touches nothing, needs no lock.
    /// </summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UsageException">Nothing is in preview; the message says why.</exception>
    /// <exception cref="EngineUnreachableException">The host's engine does not answer.</exception>
    /// <exception cref="NewerSchemaException">A newer version of Slipway has released here.</exception>
    public async Task<PreviewedRelease> FindPreviewAsync(CancellationToken cancellationToken)
    {
        if (!await keeper.ExistsAsync(cancellationToken))
        {
            throw new UsageException($"{application.Name} was never released on {engine.Endpoint}: nothing is in preview.");
        }

        await using var session = await keeper.OpenAsync(cancellationToken);
        var state = await ObservedStateReader.ReadAsync(names, target.Engine, target.Router, session, cancellationToken);
        if (state.Router.Maintenance)
        {
            throw new UsageException("The maintenance page is on: it stands before the preview too. `Maintenance --off` takes it away.");
        }

        var shown = Enum.GetValues<Slot>().Where(slot => state.Live != slot && state.Router.Up.Contains(slot)).ToList();
        if (shown is not [var only] || state.In(only).Release is not { } release)
        {
            throw new UsageException("Nothing is in preview: no release is up beside the one that is live.");
        }

        var token = await new TargetPreviewTokens(session).FindAsync(only, release, cancellationToken)
            ?? throw new UsageException(
                $"Release {release} in the {only.Label()} slot has no token: an earlier version of Slipway admitted it, and the router may "
                + $"still show it to whoever sends {Preview.Header}. The next `Deploy` brings the router up to date.");
        var front = VersionQuestion.Front(application.DescribedBy(DescriptionOf(state, release))).Route;
        var host = front.Host is { } named && !named.Equals(target.PublicAddress.Host, StringComparison.OrdinalIgnoreCase) ? named : null;
        return new PreviewedRelease(only, release, VersionOf(state, release), token, target.PublicAddress.At(front.PathPrefix), host);
    }

    private static string? VersionOf(ObservedState state, int release) =>
        BegunOf(state, release)?.Version ?? RecordOf(state, release)?.Version;

    private static ReleaseDescription? DescriptionOf(ObservedState state, int release) => BegunOf(state, release)?.Description
        ?? (RecordOf(state, release) is { } record ? Recollection.Recorded(state, record) : null);

    /// <summary>One that is under way or waits has no record yet.</summary>
    private static BegunRelease? BegunOf(ObservedState state, int release) =>
        new[] { state.Interrupted?.Begun, state.Paused?.Begun }.FirstOrDefault(begun => begun?.Content == release);

    private static ReleaseRecord? RecordOf(ObservedState state, int release) =>
        state.Releases.FirstOrDefault(record => record.Content == release);
}
