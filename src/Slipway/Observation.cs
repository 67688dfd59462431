using Slipway.Journal;
using Slipway.Planning;
using Slipway.Releases;

namespace Slipway;

/// <summary>Asks engine, router and keeper for all that planning may know.</summary>
internal static class Observation
{
    public static async Task<ObservedState> ReadAsync(ResourceNames names, ReleaseTarget target, KeeperSession keeper, CancellationToken cancellationToken)
    {
        var containers = target.Engine.Containers.ListAsync(names.Labels, cancellationToken);
        var router = target.Router.ObserveAsync(cancellationToken);
        var journal = await keeper.ReadJournalAsync(cancellationToken);
        var releases = await keeper.ReadReleasesAsync(cancellationToken);
        return new ObservedState
        {
            Router = await router,
            SharedServices = [.. (await containers).Where(container => container.Labels.GetValueOrDefault(ResourceNames.RoleLabel) == ResourceNames.SharedServiceRole)],
            Containers = [.. (await containers).Where(container => container.Labels.ContainsKey(ResourceNames.SlotLabel))],
            Releases = releases,
            Interrupted = InterruptedRun.Find(journal),
            Paused = PausedRun.Find(journal),
            BegunImages = [.. journal.SelectMany(entry => entry.Begun?.Images.Values ?? []).Distinct(StringComparer.Ordinal)],
            LastNumber = Math.Max(
                journal.Select(entry => entry.Release).DefaultIfEmpty().Max(),
                releases.Select(record => record.Number).DefaultIfEmpty().Max()),
        };
    }
}
