using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Routing;

namespace Slipway.Observation;

/// <summary>Asks engine, router and keeper for all that planning may know.</summary>
internal static class ObservedStateReader
{
    public static async Task<ObservedState> ReadAsync(
        ResourceNames names, IContainerEngine engine, IRouter router, KeeperSession keeper, CancellationToken cancellationToken)
    {
        var containers = engine.Containers.ListAsync(names.Labels, cancellationToken);
        var routed = router.ObserveAsync(cancellationToken);
        var journal = await keeper.ReadJournalAsync(cancellationToken);
        var releases = await keeper.ReadReleasesAsync(cancellationToken);
        return new ObservedState
        {
            Router = await routed,
            SharedServices =
            [
                .. (await containers)
                    .Where(container => container.Labels.GetValueOrDefault(ResourceNames.RoleLabel) == ResourceNames.SharedServiceRole),
            ],
            Doors = [.. (await containers).Where(container => container.Name == names.Router || container.Name == names.Edge)],
            Containers = [.. (await containers).Where(container => container.Labels.ContainsKey(ResourceNames.SlotLabel))],
            Releases = releases,
            Interrupted = InterruptedRun.Find(journal),
            Paused = PausedRun.Find(journal),
            Migrated = FindMigrated(journal, releases),
            BegunImages = [.. journal.SelectMany(entry => entry.Begun?.Images.Values ?? []).Distinct(StringComparer.Ordinal)],
            LastNumber = Math.Max(
                journal.Select(entry => entry.Release).DefaultIfEmpty().Max(),
                releases.Select(record => record.Number).DefaultIfEmpty().Max()),
        };
    }

    private static BegunRelease? FindMigrated(IReadOnlyList<JournalEntry> journal, IReadOnlyList<ReleaseRecord> releases)
    {
        var migrations = journal.Where(entry => entry.Run == RunKind.Migrate).ToList();
        var number = migrations.LastOrDefault(entry => entry is { Kind: EntryKind.RunEnded, Outcome: RunOutcome.Released })?.Release;
        return releases.Any(record => record.Number >= number)
            ? null
            : migrations.LastOrDefault(entry => entry.Kind == EntryKind.RunStarted && entry.Release == number)?.Begun;
    }
}
