using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Strategies.BlueGreen;
using Slipway.Strategies.Foundation;

namespace Slipway.Strategies.Rolling;

/// <summary>
/// Replaces replicas a few at a time, new ones first: each wave is proved healthy and gets its share of the traffic, then as many old
/// replicas are withdrawn, drained and stopped. The first release has nothing to replace.
/// </summary>
internal sealed class RollingStrategy : Strategy
{
    public override string Name => RollingSettings.StrategyName;

    public override bool StopsOldReplicas => true;

    public override IEnumerable<string> FindMissing(Application application, RouterCapabilities router) =>
        router.Weights ? [] : ["share the traffic between two slots"];

    public override Plan Plan(Application application, ObservedState state, BegunRelease release)
    {
        if (state.Live is not { } old)
        {
            return new BlueGreenStrategy().Plan(application, state, release);
        }

        var target = old.Other();
        var begun = Switching.Begin(release, state, Name);
        return new Plan
        {
            Kind = RunKind.Deploy,
            Release = begun,
            Slot = target,
            Steps =
            [
                .. Switching.Prepare(application, state, begun, target),
                new EnsureRouter(),
                .. Waves(application, state, begun, old),
                .. Switching.Conclude(application, begun, target, Switching.RunningWorkers(state, old)),
            ],
            FollowUp = Switching.FollowUp(application, state, begun, target, Switching.Watches(application, state), stopped: true),
        };
    }

    private static IEnumerable<PlannedStep> Waves(Application application, ObservedState state, BegunRelease release, Slot old)
    {
        var surge = application.SettingsOf<RollingSettings>().MaxSurge;
        var (target, joining, leaving) = (old.Other(), SlotContainers.Replicas(application, old.Other()), state.In(old).RunningReplicas);
        var most = application.Services.Max(service => service.Replicas);
        var waves = (most + surge - 1) / surge;
        IReadOnlyList<Replica> present = [], gone = [];
        var split = state.Router.Split;
        for (var wave = 1; wave <= waves; wave++)
        {
            // New replicas by the share rounded up, old ones by the share rounded down: both slots can carry what they get.
            var done = Math.Min(most, wave * surge);
            var joined = Part(joining, count => ((count * done) + most - 1) / most);
            foreach (var step in Join(application, state, release, target, present, [.. joined.Except(present)]))
            {
                yield return step;
            }

            present = joined;
            var next = wave == waves ? Split.All(target) : Split.Weighted(target, 100 * done / most);
            yield return new ShiftTraffic(split, next).Reversible();
            split = next;
            var left = wave == waves ? gone : Part(leaving, count => count * done / most);
            if (left.Count > gone.Count)
            {
                IReadOnlyList<Replica> now = [.. left.Except(gone)];
                yield return new WithdrawReplicas(old, [.. leaving.Except(left)], now).Reversible();
                yield return new DrainReplicas(old, now);
                yield return new StopReplicas(old, now).Reversible();
                gone = left;
            }
        }
    }

    private static IEnumerable<PlannedStep> Join(
        Application application, ObservedState state, BegunRelease release, Slot target, IReadOnlyList<Replica> present,
        IReadOnlyList<Replica> joining)
    {
        if (joining.Count == 0)
        {
            yield break;
        }

        yield return new StartReplicas(target, release, joining).Reversible();
        yield return new AwaitHealthy(target, joining);
        yield return new AdmitReplicas(target, present, joining).Reversible();
        if (present.Count == 0)
        {
            yield return new VerifySlot(target, release.Version,
                release.UnderMaintenance ? Verification.VerifiedOver.Containers : Verification.VerifiedOver.Preview);
        }

        // Every wave has containers that no request has reached yet.
        foreach (var step in Switching.WarmUp(application, state, release, target)
            .Concat(present.Count == 0 ? Switching.Watch(application, state) : []))
        {
            yield return step;
        }
    }

    /// <summary>The first replicas of each service, as many as <paramref name="of"/> says of their count.</summary>
    private static IReadOnlyList<Replica> Part(IReadOnlyList<Replica> replicas, Func<int, int> of) =>
        [
            .. replicas.GroupBy(replica => replica.Route.Service, StringComparer.Ordinal)
                .SelectMany(service => service.Take(of(service.Count()))),
        ];
}
