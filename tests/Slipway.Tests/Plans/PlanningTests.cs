using Slipway.Applications;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Plans;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Strategies;
using Slipway.Strategies.BlueGreen;
using Slipway.Strategies.Canary;
using Slipway.Strategies.Foundation;
using Slipway.Strategies.Recreate;
using Slipway.Strategies.Rolling;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Plans;

/// <summary>What each strategy plans, as approved transcripts.</summary>
public sealed class PlanningTests
{
    private static readonly Application Watched = ShopDescription.Web with { Verification = new VerificationSettings() };

    [Fact]
    public void First_release() => Approve(Watched, _ => { }, 1);

    [Fact]
    public void Second_release() => Approve(Watched, state => state.Recorded(1, Slot.Blue).Live(Slot.Blue, 1), 2);

    [Fact]
    public void Release_with_a_warm_idle_slot() => Approve(Watched,
        state => state.Recorded(1, Slot.Blue).Recorded(2, Slot.Green).Live(Slot.Green, 2).Holds(Slot.Blue, 1), 3);

    [Fact]
    public void Release_without_a_watch() => Approve(ShopDescription.Web, state => state.Recorded(1, Slot.Blue).Live(Slot.Blue, 1), 2);

    [Fact]
    public void Release_with_a_soak() => Approve(
        Watched with { Verification = new VerificationSettings { Soak = TimeSpan.FromSeconds(90) } },
        state => state.Recorded(1, Slot.Blue).Live(Slot.Blue, 1), 2);

    [Fact]
    public void Release_with_an_exclusive_worker() => Approve(
        Watched with { Workers = [new Worker { Name = "biller", Image = ShopDescription.Image, Exclusive = true }] },
        state => state.Recorded(1, Slot.Blue).Live(Slot.Blue, 1), 2);

    [Fact]
    public void Release_with_an_overlapping_worker() => Approve(
        Watched with { Workers = [new Worker { Name = "mailer", Image = ShopDescription.Image }] },
        state => state.Recorded(1, Slot.Blue).Live(Slot.Blue, 1), 2);

    [Fact]
    public void Release_of_several_services_and_workers() =>
        Approve(ShopDescription.Whole, state => state.Recorded(1, Slot.Blue).Live(Slot.Blue, 1), 2);

    [Fact]
    public void Release_that_stops_the_old_slot() => Approve(Watched with { Retire = RetirePolicy.Stop },
        state => state.Recorded(1, Slot.Blue).Live(Slot.Blue, 1), 2);

    [Fact]
    public void Release_that_removes_the_old_slot() => Approve(Watched with { Retire = RetirePolicy.Remove },
        state => state.Recorded(1, Slot.Blue).Live(Slot.Blue, 1), 2);

    [Fact]
    public void Migration_of_a_first_release()
    {
        var state = new State(ShopDescription.Whole).Observe();
        Approved.Match(Transcript.Of(ShopDescription.Whole, state, Migrating.Plan(ShopDescription.Whole, state, State.Begun(1))));
    }

    [Fact]
    public void Rollback_to_the_warm_slot() => ApproveRollback(ShopDescription.Whole,
        state => state.Recorded(1, Slot.Blue).Recorded(2, Slot.Green).Live(Slot.Green, 2).Holds(Slot.Blue, 1), null);

    [Fact]
    public void Rollback_to_a_slot_that_was_removed() => ApproveRollback(ShopDescription.Whole,
        state => state.Recorded(1, Slot.Blue).Recorded(2, Slot.Green).Live(Slot.Green, 2), null);

    [Fact]
    public void Rollback_to_an_earlier_release() => ApproveRollback(ShopDescription.Whole,
        state => state.Recorded(1, Slot.Blue).Recorded(2, Slot.Green).Recorded(3, Slot.Blue).Live(Slot.Blue, 3).Holds(Slot.Green, 2), 1);

    [Fact]
    public void Recovery_of_a_first_deploy_before_the_shift() => ApproveRecovery(ShopDescription.Whole,
        state => state.Holds(Slot.Blue, 1, running: true, workers: false, "api", "biller", "mailer").Interrupted(RunKind.Deploy, 1,
            Slot.Blue, "Start release 1 in the blue slot"));

    [Fact]
    public void Recovery_of_a_deploy_before_the_shift() => ApproveRecovery(ShopDescription.Whole,
        state => state.Recorded(1, Slot.Blue).Live(Slot.Blue, 1).Holds(Slot.Green, 2, running: true, workers: false, "biller", "mailer")
            .Interrupted(RunKind.Deploy, 2, Slot.Green, "Shift traffic from blue to green"));

    [Fact]
    public void Recovery_of_a_deploy_that_had_not_touched_the_warm_slot() => ApproveRecovery(ShopDescription.Whole,
        state => state.Recorded(1, Slot.Blue).Recorded(2, Slot.Green).Live(Slot.Green, 2).Holds(Slot.Blue, 1)
            .Interrupted(RunKind.Deploy, 3, Slot.Blue, "Pull shop@sha256:good-1.3"));

    [Fact]
    public void Recovery_of_a_deploy_after_the_shift() => ApproveRecovery(ShopDescription.Whole,
        state => state.Recorded(1, Slot.Blue).Holds(Slot.Blue, 1, workers: true).Traffic(Slot.Green)
            .Holds(Slot.Green, 2, running: true, workers: false, "biller", "mailer").Interrupted(RunKind.Deploy, 2, Slot.Green,
                "Verify that the live site answers version 1.2"));

    [Fact]
    public void Recovery_of_a_deploy_after_the_record() => ApproveRecovery(ShopDescription.Whole,
        state => state.Recorded(1, Slot.Blue).Recorded(2, Slot.Green).Holds(Slot.Blue, 1).Live(Slot.Green, 2)
            .Interrupted(RunKind.Deploy, 2, Slot.Green, "Drain the blue slot"));

    [Fact]
    public void Recovery_of_a_deploy_that_was_removing_the_old_slot() => ApproveRecovery(
        ShopDescription.Whole with { Retire = RetirePolicy.Remove },
        state => state.Recorded(1, Slot.Blue).Recorded(2, Slot.Green).Live(Slot.Green, 2).Interrupted(RunKind.Deploy, 2, Slot.Green,
            "Remove the blue slot"));

    [Fact]
    public void Recovery_of_a_migration() => ApproveRecovery(ShopDescription.Whole,
        state => state.Recorded(1, Slot.Blue).Live(Slot.Blue, 1).Interrupted(RunKind.Migrate, 2, null,
            "Migrate with migrate in a container of shop"));

    [Fact]
    public void Recovery_of_a_rollback_that_had_stopped_a_worker() => ApproveRecovery(ShopDescription.Whole,
        state => state.Recorded(1, Slot.Blue).Recorded(2, Slot.Green).Traffic(Slot.Green).Holds(Slot.Green, 2)
            .Holds(Slot.Blue, 1, workers: true)
            .Interrupted(RunKind.Rollback, 3, Slot.Blue, "Shift traffic back to green", restores: 1));

    [Fact]
    public void Recovery_of_a_rollback_after_the_shift() => ApproveRecovery(ShopDescription.Whole,
        state => state.Recorded(1, Slot.Blue).Recorded(2, Slot.Green).Holds(Slot.Green, 2, workers: true).Traffic(Slot.Blue)
            .Holds(Slot.Blue, 1)
            .Interrupted(RunKind.Rollback, 3, Slot.Blue, "Verify that the live site answers version 1.1", restores: 1));

    [Fact]
    public void Recovery_of_a_recovery() => ApproveRecovery(ShopDescription.Whole,
        state => state.Recorded(1, Slot.Blue).Holds(Slot.Blue, 1).Traffic(Slot.Green).Holds(Slot.Green, 2, workers: true)
            .Interrupted(RunKind.Recovery, 2, Slot.Green, "Record release 2"));

    [Fact]
    public void Recovery_of_a_recreation_behind_its_page() => ApproveRecovery(ShopDescription.Whole,
        state => state.Recorded(1, Slot.Blue).Traffic(Slot.Blue).Holds(Slot.Blue, 1, running: false)
            .Holds(Slot.Green, 2, running: true, workers: false, "biller", "mailer")
            .Maintained().Interrupted(RunKind.Deploy, 2, Slot.Green, "Wait until the green slot is healthy", strategy: "recreate"));

    [Fact]
    public void Recovery_of_a_recreation_after_the_shift() => ApproveRecovery(ShopDescription.Whole,
        state => state.Recorded(1, Slot.Blue).Holds(Slot.Blue, 1, running: false).Traffic(Slot.Green)
            .Holds(Slot.Green, 2, running: true, workers: false, "biller", "mailer")
            .Maintained().Interrupted(RunKind.Deploy, 2, Slot.Green, "Shift traffic from blue to green", strategy: "recreate"));

    [Fact]
    public void Recovery_of_a_rolling_release() => ApproveRecovery(Replicated,
        state => state.Recorded(1, Slot.Blue).Holds(Slot.Blue, 1, workers: true).Shared(Split.Weighted(Slot.Green, 33))
            .Holds(Slot.Green, 2, running: true, workers: false, "biller", "mailer")
            .Interrupted(RunKind.Deploy, 2, Slot.Green, "Drain in the blue slot: web 1", strategy: "rolling"));

    [Fact]
    public void Recovery_of_a_canary() => ApproveRecovery(Replicated,
        state => state.Recorded(1, Slot.Blue).Holds(Slot.Blue, 1, workers: true).Shared(Split.CanaryOf(Slot.Green, 20))
            .Holds(Slot.Green, 2, running: true, workers: false, "biller", "mailer")
            .Interrupted(RunKind.Deploy, 2, Slot.Green, "Compare the green slot with the blue one for 10 s", strategy: "canary"));

    [Theory]
    [InlineData("recreate")]
    [InlineData("rolling")]
    [InlineData("canary")]
    public void First_release_by(string strategy)
    {
        var state = new State(Replicated).Observe();
        var first = Transcript.Of(Replicated, state, new BlueGreenStrategy().Plan(Replicated, state, State.Begun(1)));
        Assert.Equal(first,
            Transcript.Of(Replicated, state, StrategyRegistry.BuiltIn.Find(strategy)!.Plan(Replicated, state, State.Begun(1))));
    }

    [Fact]
    public void Recreation() => Approve(Replicated, state => Second(state), 2, new RecreateStrategy());

    [Fact]
    public void Recreation_behind_a_page_that_somebody_asked_for() =>
        Approve(Replicated, state => Second(state).Maintained(), 2, new RecreateStrategy());

    [Fact]
    public void Rolling_release_one_at_a_time() => Approve(Replicated, state => Second(state), 2, new RollingStrategy());

    [Fact]
    public void Rolling_release_two_at_a_time() =>
        Approve(Replicated with { Strategies = [new RollingSettings { MaxSurge = 2 }] }, state => Second(state), 2, new RollingStrategy());

    [Fact]
    public void Rolling_release_of_single_replicas() =>
        Approve(Watched, state => state.Recorded(1, Slot.Blue).Live(Slot.Blue, 1), 2, new RollingStrategy());

    [Fact]
    public void Canary_with_an_analysis() =>
        Approve(Replicated.WithCanary(_ => new CanarySettings()), state => Second(state), 2, new CanaryStrategy());

    [Fact]
    public void Canary_with_a_pause_alone() =>
        Approve(Replicated.WithCanary(_ => new CanarySettings { Steps = [50, 100], Analysis = null }), state => Second(state), 2,
            new CanaryStrategy());

    [Fact]
    public void Canary_that_waits_for_a_person() => Approve(Manual, state => Second(state), 2, new CanaryStrategy());

    [Fact]
    public void Promotion_to_the_next_share() =>
        ApproveCanary((state, waiting) => new CanaryStrategy().Promote(Manual, state, waiting, toFull: false, "ben@desk"));

    [Fact]
    public void Promotion_to_the_end() =>
        ApproveCanary((state, waiting) => new CanaryStrategy().Promote(Manual, state, waiting, toFull: true, "ben@desk"));

    [Fact]
    public void Abortion() => ApproveCanary((state, waiting) => new CanaryStrategy().Abort(state, waiting, "ben@desk"));

    [Fact]
    public void Rollback_of_an_application_that_is_recreated() => ApproveRollback(ShopDescription.Whole.By("recreate"),
        state => state.Recorded(1, Slot.Blue).Recorded(2, Slot.Green).Live(Slot.Green, 2).Holds(Slot.Blue, 1, running: false), null);

    [Fact]
    public void Nothing_to_recover_from() => ApproveRecovery(ShopDescription.Web, state => state.Recorded(1, Slot.Blue).Live(Slot.Blue, 1));

    [Fact]
    public void Cleanup_of_a_warm_slot() =>
        ApproveCleanup(state => state.Recorded(1, Slot.Blue).Recorded(2, Slot.Green).Live(Slot.Green, 2).Holds(Slot.Blue, 1));

    [Fact]
    public void Cleanup_with_nothing_idle() => ApproveCleanup(state => state.Recorded(1, Slot.Blue).Live(Slot.Blue, 1));

    private static Application Replicated => ShopDescription.Replicated with { Verification = new VerificationSettings() };

    private static Application Manual => Replicated.WithCanary(canary => canary with { Steps = [20, 60, 100], Manual = true });

    private static State Second(State state) => state.Recorded(1, Slot.Blue).Live(Slot.Blue, 1);

    private static void ApproveCanary(
        Func<ObservedState, PausedRun, Plan> plan, [System.Runtime.CompilerServices.CallerMemberName] string scenario = "")
    {
        var state = Arrange(Manual, state => state.Recorded(1, Slot.Blue).Holds(Slot.Blue, 1, workers: true)
            .Shared(Split.CanaryOf(Slot.Green, 20))
            .Holds(Slot.Green, 2, running: true, workers: false, "biller", "mailer").Interrupted(RunKind.Deploy, 2, Slot.Green, "",
                strategy: "canary"));
        var waiting = new PausedRun(state.Interrupted!.Start, state.Interrupted.Start.At);
        var rest = state with { Interrupted = null, Paused = waiting };
        Approved.Match(Transcript.Of(Manual, rest, plan(rest, waiting)), scenario);
    }

    private static void Approve(
        Application application, Action<State> arrange, int number, Strategy? strategy = null,
        [System.Runtime.CompilerServices.CallerMemberName] string scenario = "")
    {
        var state = Arrange(application, arrange);
        Approved.Match(Transcript.Of(application, state,
            (strategy ?? new BlueGreenStrategy()).Plan(application, state, State.Begun(number))), scenario);
    }

    private static void ApproveRollback(
        Application application, Action<State> arrange, int? toRelease,
        [System.Runtime.CompilerServices.CallerMemberName] string scenario = "")
    {
        var state = Arrange(application, arrange);
        var target = Rollback.ChooseTarget(state, toRelease);
        var restoring = BegunRelease.Restoring(target, state.LastNumber + 1, Shell.User);
        Approved.Match(Transcript.Of(application, state,
            Rollback.Plan(application, state, restoring, StrategyRegistry.BuiltIn.Choose(application, asked: null))), scenario);
    }

    private static void ApproveRecovery(
        Application application, Action<State> arrange, [System.Runtime.CompilerServices.CallerMemberName] string scenario = "")
    {
        var state = Arrange(application, arrange);
        Approved.Match(Transcript.Of(application, state, Recovery.Plan(application, state, Shell.User, StrategyRegistry.BuiltIn)),
            scenario);
    }

    private static void ApproveCleanup(Action<State> arrange, [System.Runtime.CompilerServices.CallerMemberName] string scenario = "")
    {
        var state = Arrange(ShopDescription.Whole, arrange);
        Approved.Match(Transcript.Of(ShopDescription.Whole, state,
            Cleaning.Plan(ShopDescription.Whole, state, state.LiveRelease!, shared: null, withData: false, Shell.User)), scenario);
    }

    private static ObservedState Arrange(Application application, Action<State> arrange)
    {
        var state = new State(application);
        arrange(state);
        return state.Observe();
    }
}
