using Slipway.Journal;
using Slipway.Planning;
using Slipway.Releases;
using Slipway.Tests.Recording;
using Slipway.Verification;

namespace Slipway.Tests.Planning;

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
    public void Release_with_a_soak() => Approve(Watched with { Verification = new VerificationSettings { Soak = TimeSpan.FromSeconds(90) } },
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
        Approved.Match(Transcript.Of(ShopDescription.Whole, state, new Migrating().Plan(ShopDescription.Whole, state, State.Request(1))));
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
        state => state.Holds(Slot.Blue, 1, running: true, workers: false, "api", "biller", "mailer").Interrupted(RunKind.Deploy, 1, Slot.Blue, "Start release 1 in the blue slot"));

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
            .Holds(Slot.Green, 2, running: true, workers: false, "biller", "mailer").Interrupted(RunKind.Deploy, 2, Slot.Green, "Verify that the live site answers version 1.2"));

    [Fact]
    public void Recovery_of_a_deploy_after_the_record() => ApproveRecovery(ShopDescription.Whole,
        state => state.Recorded(1, Slot.Blue).Recorded(2, Slot.Green).Holds(Slot.Blue, 1).Live(Slot.Green, 2)
            .Interrupted(RunKind.Deploy, 2, Slot.Green, "Drain the blue slot"));

    [Fact]
    public void Recovery_of_a_deploy_that_was_removing_the_old_slot() => ApproveRecovery(ShopDescription.Whole with { Retire = RetirePolicy.Remove },
        state => state.Recorded(1, Slot.Blue).Recorded(2, Slot.Green).Live(Slot.Green, 2).Interrupted(RunKind.Deploy, 2, Slot.Green, "Remove the blue slot"));

    [Fact]
    public void Recovery_of_a_migration() => ApproveRecovery(ShopDescription.Whole,
        state => state.Recorded(1, Slot.Blue).Live(Slot.Blue, 1).Interrupted(RunKind.Migrate, 2, null, "Migrate with migrate in a container of shop"));

    [Fact]
    public void Recovery_of_a_rollback_that_had_stopped_a_worker() => ApproveRecovery(ShopDescription.Whole,
        state => state.Recorded(1, Slot.Blue).Recorded(2, Slot.Green).Traffic(Slot.Green).Holds(Slot.Green, 2).Holds(Slot.Blue, 1, workers: true)
            .Interrupted(RunKind.Rollback, 3, Slot.Blue, "Shift traffic back to green", restores: 1));

    [Fact]
    public void Recovery_of_a_rollback_after_the_shift() => ApproveRecovery(ShopDescription.Whole,
        state => state.Recorded(1, Slot.Blue).Recorded(2, Slot.Green).Holds(Slot.Green, 2, workers: true).Traffic(Slot.Blue).Holds(Slot.Blue, 1)
            .Interrupted(RunKind.Rollback, 3, Slot.Blue, "Verify that the live site answers version 1.1", restores: 1));

    [Fact]
    public void Recovery_of_a_recovery() => ApproveRecovery(ShopDescription.Whole,
        state => state.Recorded(1, Slot.Blue).Holds(Slot.Blue, 1).Traffic(Slot.Green).Holds(Slot.Green, 2, workers: true)
            .Interrupted(RunKind.Recovery, 2, Slot.Green, "Record release 2"));

    [Fact]
    public void Nothing_to_recover_from() => ApproveRecovery(ShopDescription.Web, state => state.Recorded(1, Slot.Blue).Live(Slot.Blue, 1));

    [Fact]
    public void Cleanup_of_a_warm_slot() => ApproveCleanup(state => state.Recorded(1, Slot.Blue).Recorded(2, Slot.Green).Live(Slot.Green, 2).Holds(Slot.Blue, 1));

    [Fact]
    public void Cleanup_with_nothing_idle() => ApproveCleanup(state => state.Recorded(1, Slot.Blue).Live(Slot.Blue, 1));

    private static void Approve(Application application, Action<State> arrange, int number, [System.Runtime.CompilerServices.CallerMemberName] string scenario = "")
    {
        var state = Arrange(application, arrange);
        Approved.Match(Transcript.Of(application, state, new BlueGreen().Plan(application, state, State.Request(number))), scenario);
    }

    private static void ApproveRollback(
        Application application, Action<State> arrange, int? toRelease, [System.Runtime.CompilerServices.CallerMemberName] string scenario = "")
    {
        var state = Arrange(application, arrange);
        var target = Rollback.ChooseTarget(state, toRelease);
        var request = Recovery.RequestOf(target) with { Number = state.LastNumber + 1, Restores = target.Number };
        Approved.Match(Transcript.Of(application, state, new Rollback().Plan(application, state, request)), scenario);
    }

    private static void ApproveRecovery(Application application, Action<State> arrange, [System.Runtime.CompilerServices.CallerMemberName] string scenario = "")
    {
        var state = Arrange(application, arrange);
        Approved.Match(Transcript.Of(application, state, Recovery.Plan(application, state, Shell.User)), scenario);
    }

    private static void ApproveCleanup(Action<State> arrange, [System.Runtime.CompilerServices.CallerMemberName] string scenario = "")
    {
        var state = Arrange(ShopDescription.Whole, arrange);
        Approved.Match(Transcript.Of(ShopDescription.Whole, state, Cleaning.Plan(ShopDescription.Whole, state, Recovery.RequestOf(state.LiveRelease!))), scenario);
    }

    private static ObservedState Arrange(Application application, Action<State> arrange)
    {
        var state = new State(application);
        arrange(state);
        return state.Observe();
    }
}
