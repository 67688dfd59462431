using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Steps;

namespace Slipway.Plans;

/// <summary>Brings the router to the address and the certificate that are described, when there is nothing else to do.</summary>
public static class Republishing
{
    /// <summary>The plan that does it; null when the router has both already, or when nothing is live.</summary>
    public static Plan? Plan(ObservedState state, string by) => Describe(state) is not null && state.LiveRelease is { } live
        ? new Plan
        {
            Kind = RunKind.Recovery,
            Release = BegunRelease.Of(live, by) with { UnderMaintenance = state.Router.Maintenance },
            Steps = [.. Steps(state)],
        }
        : null;

    /// <summary>The step that does it; none when there is nothing to do.</summary>
    internal static IEnumerable<PlannedStep> Steps(ObservedState state) =>
        Describe(state) is null ? [] : new PlannedStep[] { new EnsureRouter() };

    /// <summary>What differs, and what becomes of it: sentences; null when nothing does.</summary>
    public static string? Describe(ObservedState state)
    {
        string[] sentences =
        [
            .. state.Router.Drift is { } drift ? [$"{drift}: it is moved there."] : Array.Empty<string>(),
            .. state.Router.CertificateRenewed
                ? ["Another certificate is given than the router has: it is brought into force."]
                : Array.Empty<string>(),
        ];
        return sentences.Length == 0 ? null : string.Join(' ', sentences);
    }
}
