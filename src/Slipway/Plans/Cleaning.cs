using Slipway.Applications;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Routing;
using Slipway.Steps;

namespace Slipway.Plans;

/// <summary>Takes away what is only there for a rollback: the idle slot and the images beyond the retention.</summary>
internal static class Cleaning
{
    public static Plan Plan(Application application, ObservedState state, ReleaseRecord live, string by) => new()
    {
        Kind = RunKind.Cleanup,
        Release = BegunRelease.Of(live, by),
        Steps =
        [
            .. state.Live is { } slot && !state.In(slot.Other()).IsEmpty
                ? new PlannedStep[] { new DrainSlot(slot.Other()), new ClearSlot(slot.Other()) }
                : [],
            new PruneReleases([.. state.Releases.Select(ReleaseImages.Of)], state.BegunImages, application.Retention),
        ],
    };
}
