using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Strategies.Foundation;

namespace Slipway.Tests.Strategies;

/// <summary>
/// A way to release that this repository's build does not have, made of public parts alone: half of the traffic first; then the old slot
/// stops behind the maintenance page before the new one gets everything. It may wait for a person in between.
/// </summary>
internal sealed class Relay : Strategy
{
    public const string StrategyName = "relay";

    public override string Name => StrategyName;

    public override bool StopsOldReplicas => true;

    public override bool ShowsMaintenance => true;

    public override Plan Plan(Application application, ObservedState state, BegunRelease release)
    {
        var target = Switching.Target(state);
        var begun = Switching.Begin(release, state, Name);
        var plan = new Plan
        {
            Kind = RunKind.Deploy,
            Release = begun,
            Slot = target,
            Steps =
            [
                .. Switching.Arrive(application, state, begun, target),
                .. Switching.Present(application, state, begun, target, admitted: false),
            ],
        };
        if (state.Live is not { } old)
        {
            return Finish(application, state, plan, []);
        }

        var half = new ShiftTraffic(state.Router.Split, Split.Weighted(target, 50));
        plan = plan with { Steps = [.. plan.Steps, half.Reversible()] };
        return application.SettingsOf<RelaySettings>().Waits
            ? plan with { Outcome = RunOutcome.Paused }
            : Finish(application, state, plan, state.In(old).RunningReplicas);
    }

    private static Plan Finish(Application application, ObservedState state, Plan plan, IReadOnlyList<Replica> stopping)
    {
        var target = plan.Slot!.Value;
        var old = target.Other();
        PlannedStep[] stop = stopping.Count == 0
            ? []
            : [new DrainSlot(old), new StopReplicas(old, stopping).WithUndo(new RestoreSlot(old, stopping))];
        return plan with
        {
            Steps =
            [
                .. plan.Steps,
                .. stop.Length == 0 ? Array.Empty<PlannedStep>() : [new ShowMaintenance().Reversible(), .. stop],
                new ShiftTraffic(state.Router.Split, Split.All(target)).Reversible(),
                .. stop.Length == 0 ? Array.Empty<PlannedStep>() : [new HideMaintenance().Reversible()],
                .. Switching.Conclude(application, plan.Release, target, Switching.RunningWorkers(state, old)),
            ],
            FollowUp = Switching.FollowUp(application, state, plan.Release, target, watched: false, stopped: true),
        };
    }
}

/// <summary>Whether it waits for a person with half of the traffic. Default false.</summary>
internal sealed record RelaySettings : StrategySettings
{
    public override string Name => Relay.StrategyName;

    public bool Waits { get; init; }
}
