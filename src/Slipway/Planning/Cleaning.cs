using Slipway.Journal;
using Slipway.Releases;
using Slipway.Steps;

namespace Slipway.Planning;

/// <summary>Takes away what is only there for a rollback: the idle slot and the images beyond the retention.</summary>
public static class Cleaning
{
    public static Plan Plan(Application application, ObservedState state, ReleaseRequest live) => new()
    {
        Kind = RunKind.Cleanup,
        Request = live,
        Steps =
        [
            .. state.Live is { } slot && !state.In(slot.Other()).IsEmpty ? new PlannedStep[] { new DrainSlot(slot.Other()), new ClearSlot(slot.Other()) } : [],
            new PruneReleases(state.Releases, state.BegunImages, application.Retention),
        ],
    };
}
