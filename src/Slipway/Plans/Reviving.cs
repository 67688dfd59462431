using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Strategies.Foundation;

namespace Slipway.Plans;

/// <summary>
/// Starts what should run and does not. An engine that was killed may leave containers stopped, and so may a person; nobody else starts
/// them, and a release has to begin with an old version that serves, or it would have nothing to go back to.
/// </summary>
internal static class Reviving
{
    /// <summary>The plan that starts it; null when everything runs that should, or when nothing is live.</summary>
    public static Plan? Plan(Application application, ObservedState state, string by)
    {
        if (state.Live is not { } slot || state.LiveRelease is not { } live)
        {
            return null;
        }

        string[] workers =
        [
            .. state.In(slot).Stopped.Where(IsWorker).Select(container => container.Labels[ResourceNames.WorkloadLabel])
                .Order(StringComparer.Ordinal),
        ];
        PlannedStep[] steps =
        [
            .. SharedServices(application, state),
            .. Enum.GetValues<Slot>().Where(state.Router.Split.Reaches).SelectMany(serving => Switching.Revive(state.In(serving))),
            .. workers.Length > 0 ? new PlannedStep[] { new StartWorkers(slot, BegunRelease.Of(live, by), workers).Reversible() } : [],
        ];
        return steps.Length == 0 ? null : new Plan { Kind = RunKind.Recovery, Release = BegunRelease.Of(live, by), Steps = steps };
    }

    /// <summary>The shared services of the description that are there and do not run.</summary>
    internal static IEnumerable<PlannedStep> SharedServices(Application application, ObservedState state) => application.SharedServices
        .Where(shared =>
            state.SharedServices.Any(
                container => container.IsStopped && container.Labels.GetValueOrDefault(ResourceNames.WorkloadLabel) == shared.Name))
        .Select(shared => (PlannedStep)new EnsureSharedService(shared));

    private static bool IsWorker(ContainerState container) =>
        container.Labels.GetValueOrDefault(ResourceNames.RoleLabel) == ResourceNames.WorkerRole;
}
