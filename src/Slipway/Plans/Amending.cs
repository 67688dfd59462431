using Slipway.Applications;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Steps;
using Slipway.Verification;

namespace Slipway.Plans;

/// <summary>
/// Takes what changed of a description, and reaches no container, over into the release that is live: no switch, no container touched, no
/// new number. The live site must pass its verification as it is described now.
/// </summary>
internal static class Amending
{
    /// <summary>The plan that does it; null when nothing changed.</summary>
    /// <param name="application">The description.</param>
    /// <param name="state">What is observed now: what is asked for is live, by <see cref="Converged"/>.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="secrets">The versions that a release would get now.</param>
    /// <param name="changes">In what the live release differs from it, as paths.</param>
    public static Plan? Plan(
        Application application, ObservedState state, ReleaseRequest request, IReadOnlyDictionary<string, string>? secrets,
        IReadOnlyList<string> changes)
    {
        if (changes.Count == 0 || state.LiveRelease is not { } live)
        {
            return null;
        }

        var images = application.Images.ToDictionary(image => image.Name, image => live.Images[image.Name], StringComparer.Ordinal);
        var described = (request with { Images = images }).Begin(live.Number, ReleaseDescription.Of(application), secrets);
        var amended = live.Amended(described);
        var page = state.Router.Maintenance;
        return new Plan
        {
            Kind = RunKind.Amend,
            Subject = string.Join(", ", changes),
            Release = BegunRelease.Of(amended, request.By) with { UnderMaintenance = page },
            Steps =
            [
                .. Republishing.Steps(state),
                new VerifySlot(live.Slot, live.Version, page ? VerifiedOver.Containers : VerifiedOver.Live),
                new AmendRelease(amended, changes).WithUndo(new RestoreRecord(live)),
            ],
        };
    }

    /// <summary>What becomes of what changed: a sentence; null when nothing did.</summary>
    /// <param name="plan">What <see cref="Plan"/> returned.</param>
    public static string? Describe(Plan? plan) => plan is null
        ? null
        : $"What else changed needs no new container: release {plan.Release.Number} takes it over.";
}
