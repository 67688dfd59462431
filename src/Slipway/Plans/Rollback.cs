using Slipway.Applications;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Strategies.Foundation;

namespace Slipway.Plans;

/// <summary>
/// Brings an earlier release back. If it is still in the idle slot, nothing is pulled or created: that slot is woken and gets the traffic.
/// The database is not migrated back: an expanded schema serves the older version too.
/// </summary>
internal static class Rollback
{
    /// <summary>
    /// The return of a release in the way that <paramref name="strategy"/> has for it: the one that the application is described with.
    /// </summary>
    public static Plan Plan(Application application, ObservedState state, BegunRelease release, Strategy strategy)
    {
        if (application.Images.FirstOrDefault(image => !release.Images.ContainsKey(image.Name)) is { } missing)
        {
            throw new UsageException(new SpecificationFault(
                "--to-release",
                $"release {release.Content} has no image {missing.Name}, which the application is described with now. "
                + $"Deploy from its commit ({release.Commit}) instead."));
        }

        return strategy.PlanReturn(application, state, release);
    }

    /// <summary>
    /// The release that a rollback goes to: the asked-for one, or the last good one: the newest that was live before what is live now and
    /// was not rolled back from. Throws a <see cref="UsageException"/> when there is none.
    /// </summary>
    public static ReleaseRecord ChooseTarget(ObservedState state, int? asked)
    {
        var live = state.LiveRelease ?? throw new UsageException("There is nothing to roll back: no recorded release is live.");
        var originals = state.Releases.Where(record => record.Restores is null).ToList();
        if (asked is { } number)
        {
            var named = Find(state, number, "--to-release");
            return named.Content == live.Content
                ? throw new UsageException(new SpecificationFault("--to-release", $"release {number} is what is live now."))
                : originals.First(record => record.Number == named.Content);
        }

        return Before(state.Releases, live) is { } before
            ? originals.First(record => record.Number == before)
            : throw new UsageException(Others(originals, live) is { Count: > 0 } others
                ? $"There is nothing to roll back to: all that was live before release {live.Number} was rolled back from already. "
                    + $"`Rollback --to-release` takes one of these: {string.Join(", ", others)}."
                : $"There is nothing to roll back to: release {live.Number} is the only one.");
    }

    /// <summary>
    /// What a rollback goes to, where that became live again as a new version was taken back that had no record; null where it goes on
    /// from there. Throws a <see cref="UsageException"/> when there is no such release.
    /// </summary>
    public static ReleaseRecord? FindReached(ObservedState state, int? asked) => state.LiveRelease is { } live
        && (asked is not { } number || Find(state, number, "--to-release").Content == live.Content)
            ? state.Releases.First(record => record.Number == live.Content)
            : null;

    /// <summary>The release of this number. Throws a <see cref="UsageException"/> when there is none.</summary>
    /// <param name="state">What is observed now.</param>
    /// <param name="number">Its number.</param>
    /// <param name="parameter">Where the number was given.</param>
    public static ReleaseRecord Find(ObservedState state, int number, string parameter) =>
        state.Releases.FirstOrDefault(record => record.Number == number)
        ?? throw new UsageException(new SpecificationFault(parameter,
            $"there is no release {number}. Known: {string.Join(", ", state.Releases.Select(record => record.Number))}."));

    /// <summary>The release in a slot that is up. Throws a <see cref="UsageException"/> when there is none.</summary>
    public static ReleaseRecord ChooseSlot(ObservedState state, Slot slot) =>
        state.Router.Up.Contains(slot) && state.In(slot).Release is { } content
            && state.Releases.FirstOrDefault(record => record.Number == content) is { } release
            ? release
            : throw new UsageException(
                new SpecificationFault("--to-slot",
                    $"no release is up in the {slot.Label()} slot (the router sees "
                        + $"{(state.Router.Up.Contains(slot) ? "it up, but what runs there was never recorded" : "nothing up there")}). "
                        + "`Rollback --to-release` starts one that is not up."));

    private static IReadOnlyList<int> Others(IReadOnlyList<ReleaseRecord> originals, ReleaseRecord live) =>
        [.. originals.Select(record => record.Number).Where(number => number != live.Content)];

    /// <summary>
    /// What was live before: each new release goes on top of a pile, and a rollback takes off what it leaves, so that a release which was
    /// rolled back from is not come back to.
    /// </summary>
    private static int? Before(IReadOnlyList<ReleaseRecord> releases, ReleaseRecord live)
    {
        var pile = new Stack<int>();
        foreach (var record in releases.Where(record => record.Number <= live.Number))
        {
            while (record.Restores is { } restored && pile.Contains(restored) && pile.Peek() != restored)
            {
                pile.Pop();
            }

            if (!pile.TryPeek(out var top) || top != record.Content)
            {
                pile.Push(record.Content);
            }
        }

        return pile.Skip(1).Select(number => (int?)number).FirstOrDefault();
    }
}
