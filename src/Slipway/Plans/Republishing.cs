using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Steps;

namespace Slipway.Plans;

/// <summary>Brings what is live to the address that is described, when there is nothing else to do.</summary>
public static class Republishing
{
    /// <summary>The plan that moves it; null when it is there already, or when nothing is live.</summary>
    public static Plan? Plan(ObservedState state, string by) => state is { Router.Drift: not null, LiveRelease: { } live }
        ? new Plan { Kind = RunKind.Recovery, Release = BegunRelease.Of(live, by), Steps = [new EnsureRouter()] }
        : null;
}
