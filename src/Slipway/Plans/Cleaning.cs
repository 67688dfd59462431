using Slipway.Applications;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Routing;
using Slipway.Steps;

namespace Slipway.Plans;

/// <summary>Takes away what is only there for a rollback: the idle slot and the images beyond the retention.</summary>
internal static class Cleaning
{
    /// <param name="application">The description.</param>
    /// <param name="state">What is observed now.</param>
    /// <param name="live">What is live.</param>
    /// <param name="shared">A shared service that goes too; null for none.</param>
    /// <param name="withData">Whether its data goes.</param>
    /// <param name="by">Who asks for it.</param>
    public static Plan Plan(
        Application application, ObservedState state, ReleaseRecord live, string? shared, bool withData, string by) => new()
    {
        Kind = RunKind.Cleanup,
        Release = BegunRelease.Of(live, by),
        Subject = shared is null ? null : $"shared service {shared}{(withData ? ", with its data" : "")}",
        Steps =
        [
            .. shared is null ? Array.Empty<PlannedStep>() : [new RemoveSharedService(shared, withData)],
            .. state.Live is { } slot && !state.In(slot.Other()).IsEmpty
                ? new PlannedStep[] { new DrainSlot(slot.Other()), new ClearSlot(slot.Other()) }
                : [],
            new PruneReleases([.. state.Releases.Select(ReleaseImages.Of)], state.BegunImages, application.Retention),
        ],
    };
}
