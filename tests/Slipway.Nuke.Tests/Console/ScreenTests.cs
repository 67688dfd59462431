using System.Runtime.CompilerServices;
using Slipway.Containers;
using Slipway.Execution;
using Slipway.Keeper;
using Slipway.Nuke.Console;
using Slipway.Observation;
using Slipway.Plans;
using Slipway.Reporting;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Strategies.BlueGreen;
using Slipway.Strategies.Canary;
using Slipway.Strategies.Recreate;
using Slipway.Verification;
using Spectre.Console;

namespace Slipway.Nuke.Tests.Console;

/// <summary>What a person reads, as approved transcripts.</summary>
public sealed class ScreenTests : IDisposable
{
    private readonly StringWriter output = new();
    private readonly Screen screen;

    public ScreenTests() => screen = CreateScreen(output);

    public void Dispose() => output.Dispose();

    [Fact]
    public void Status_of_a_target_at_rest()
    {
        screen.Write(new StatusReport(Scene.Shop, Scene.Observed, null, Scene.Address), "shop");
        Match();
    }

    [Fact]
    public void Status_of_an_interrupted_deploy()
    {
        var start = Scene.Started(RunKind.Deploy, 3) with { Slot = Slot.Blue };
        var interrupted = new InterruptedRun(start, start with { Kind = EntryKind.StepStarted, Step = "Shift traffic from green to blue" });
        screen.Write(new StatusReport(Scene.Shop, Scene.Observed with { Interrupted = interrupted }, null, Scene.Address), "shop");
        Match();
    }

    /// <summary>Killed past the switch: what is live has no record yet, and everybody is served.</summary>
    [Fact]
    public void Status_of_a_deploy_that_was_cut_off_after_the_switch()
    {
        var start = Scene.Started(RunKind.Deploy, 3) with { Slot = Slot.Blue };
        var state = Scene.Observed with
        {
            Interrupted = new InterruptedRun(start, start with { Kind = EntryKind.StepDone, Step = "Shift traffic from green to blue" }),
            Router = new RouterState(true, Split.All(Slot.Blue), new HashSet<Slot> { Slot.Blue, Slot.Green }, false),
            Containers =
            [
                Scene.Container(Slot.Blue, 3, ContainerStatus.Running, "starting"), Scene.Observed.In(Slot.Green).Containers[0],
            ],
        };
        screen.Write(new StatusReport(Scene.Shop, state, null, Scene.Address), "shop");
        Match();
    }

    /// <summary>The engine's own check has not come to its first result, and the release was verified long ago.</summary>
    [Fact]
    public void Status_of_a_release_whose_health_check_is_still_starting()
    {
        var state = Scene.Observed with { Containers = [Scene.Container(Slot.Green, 2, ContainerStatus.Running, "starting")] };
        screen.Write(new StatusReport(Scene.Shop, state, null, Scene.Address), "shop");
        Match();
    }

    [Fact]
    public void Status_of_a_canary_that_waits()
    {
        var begun = Scene.Begun(3) with { Strategy = "canary" };
        var waiting = new PausedRun(Scene.Started(RunKind.Deploy, 3) with { Slot = Slot.Blue, Begun = begun }, Scene.At.AddMinutes(4));
        var router = new RouterState(true, Split.Weighted(Slot.Blue, 25), new HashSet<Slot> { Slot.Blue, Slot.Green }, false);
        screen.Write(new StatusReport(Scene.Shop, Scene.Observed with { Paused = waiting, Router = router }, null, Scene.Address), "shop");
        Match();
    }

    [Fact]
    public void Status_behind_a_maintenance_page()
    {
        screen.Write(new StatusReport(Scene.Shop, Scene.Observed with { Router = Scene.Observed.Router with { Maintenance = true } }, null,
            Scene.Address), "shop");
        Match();
    }

    [Fact]
    public void Report_of_a_canary_that_waits()
    {
        var manual = Scene.Shop with { Strategies = [new CanarySettings { Manual = true }] };
        var plan = new CanaryStrategy().Plan(manual, Scene.Observed, Scene.Begun(3));
        screen.Write(new ReleaseReport(Scene.Record(2, Slot.Green), new CompletedRun(plan, [], TimeSpan.Zero), null, Scene.Address), []);
        Match();
    }

    [Fact]
    public void Report_of_a_recreation()
    {
        var plan = new RecreateStrategy().Plan(Scene.Shop, Scene.Observed, Scene.Begun(3));
        screen.Write(new ReleaseReport(Scene.Record(3, Slot.Blue) with { Downtime = TimeSpan.FromSeconds(2.5) },
            new CompletedRun(plan, [], TimeSpan.Zero), null, Scene.Address), []);
        Match();
    }

    [Fact]
    public void Status_while_somebody_deploys()
    {
        var start = Scene.Started(RunKind.Deploy, 3);
        var state = Scene.Observed with { Interrupted = new InterruptedRun(start, start) };
        screen.Write(new StatusReport(Scene.Shop, state, new LockHolder("ben@ci", "Deploy", Scene.At), Scene.Address), "shop");
        Match();
    }

    [Fact]
    public void Status_without_a_router()
    {
        screen.Write(new StatusReport(Scene.Shop, Scene.Observed with { Router = RouterState.NotRunning }, null, Scene.Address), "shop");
        Match();
    }

    [Fact]
    public void Status_of_a_target_that_was_never_released_to()
    {
        screen.Write((StatusReport?)null, "shop");
        Assert.Equal("shop was never released here.", output.ToString().Trim());
    }

    [Fact]
    public void History_of_every_kind_of_run()
    {
        IReadOnlyList<HistoryEntry> history =
        [
            new(Scene.Started(RunKind.Migrate, 1), RunOutcome.Released, null, TimeSpan.FromSeconds(2.5), null, UnderWay: false),
            new(Scene.Started(RunKind.Deploy, 2), RunOutcome.Released, null, TimeSpan.FromSeconds(7.25), Scene.Record(2, Slot.Green),
                UnderWay: false),
            new(Scene.Started(RunKind.Deploy, 3), RunOutcome.Failed, "The blue slot is not healthy.\nIts last lines: …",
                TimeSpan.FromMinutes(5), null, UnderWay: false),
            new(Scene.Started(RunKind.Rollback, 4, restores: 1), RunOutcome.Released, null, TimeSpan.FromMilliseconds(640),
                Scene.Record(4, Slot.Blue, restores: 1), UnderWay: false),
            new(Scene.Started(RunKind.Deploy, 5), null, null, TimeSpan.FromSeconds(1), null, UnderWay: false),
            new(Scene.Started(RunKind.Recovery, 5), RunOutcome.NeedsPerson, "The router does not answer.", TimeSpan.FromSeconds(30), null,
                UnderWay: false),
            new(Scene.Started(RunKind.SwitchTraffic, 7, restores: 2), RunOutcome.Released, null, TimeSpan.FromMilliseconds(300),
                Scene.Record(7, Slot.Green, restores: 2), UnderWay: false),
            new(Canary(8), RunOutcome.Paused, null, TimeSpan.FromSeconds(6), null, UnderWay: false),
            new(Scene.Started(RunKind.Promote, 8), RunOutcome.Failed, "The canary is worse.", TimeSpan.FromSeconds(2), null,
                UnderWay: false),
            new(Scene.Started(RunKind.Abort, 8), RunOutcome.Released, null, TimeSpan.FromSeconds(1), null, UnderWay: false),
            new(Scene.Started(RunKind.Maintenance, 7), RunOutcome.Released, null, TimeSpan.FromMilliseconds(20), null, UnderWay: false),
            new(Scene.Started(RunKind.Deploy, 6), null, null, TimeSpan.FromSeconds(3), null, UnderWay: true),
        ];
        screen.Write(history);
        Match();

        static JournalEntry Canary(int number)
        {
            var start = Scene.Started(RunKind.Deploy, number);
            return start with { Begun = start.Begun! with { Strategy = "canary" } };
        }
    }

    /// <summary>As wide as a terminal is at first.</summary>
    [Fact]
    public void History_on_a_narrow_screen()
    {
        IReadOnlyList<HistoryEntry> history =
        [
            new(Scene.Started(RunKind.Deploy, 2), RunOutcome.Released, null, TimeSpan.FromSeconds(7.25), Scene.Record(2, Slot.Green),
                UnderWay: false),
            new(Scene.Started(RunKind.Rollback, 4, restores: 1), RunOutcome.Failed,
                "The blue slot was not healthy within 300 s: /health/ready answered 503 and said that its database is away.",
                TimeSpan.FromMinutes(5), null, UnderWay: false),
            new(Scene.Started(RunKind.Deploy, 5), RunOutcome.Interrupted, "interrupted", TimeSpan.FromSeconds(1), null, UnderWay: false),
        ];
        CreateScreen(output, width: 80).Write(history);
        Assert.DoesNotContain(output.ToString().Split('\n'), line => line.TrimEnd().Length > 80);
        Match();
    }

    [Fact]
    public void Report_on_a_narrow_screen()
    {
        var plan = new BlueGreenStrategy().Plan(Scene.Shop, ObservedState.Nothing, Scene.Begun(1))!;
        CreateScreen(output, width: 80).Write(
            new ReleaseReport(Scene.Record(1, Slot.Blue), new CompletedRun(plan, [], TimeSpan.Zero), null, Scene.Address),
            [("Compile", TimeSpan.FromSeconds(8.5)), ("  Wait until the blue slot is healthy", TimeSpan.FromMilliseconds(640))]);
        Match();
    }

    /// <summary>The release that is live was recreated; nobody was without an answer now.</summary>
    [Fact]
    public void Report_of_a_deploy_that_changed_nothing_has_no_downtime_of_an_earlier_one()
    {
        var recreated = Scene.Record(2, Slot.Green) with { Downtime = TimeSpan.FromSeconds(2.5) };
        screen.Write(new ReleaseReport(recreated, null, null, Scene.Address), []);
        Assert.DoesNotContain("Downtime", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void History_of_nothing()
    {
        screen.Write(Array.Empty<HistoryEntry>());
        Assert.Equal("Nothing was released here yet.", output.ToString().Trim());
    }

    [Fact]
    public void Plan_of_a_second_release()
    {
        screen.Write([new BlueGreenStrategy().Plan(Scene.Shop, Scene.Observed, Scene.Begun(3))!]);
        Match();
    }

    [Fact]
    public void A_plan_without_a_step_says_that_there_is_nothing_to_do()
    {
        screen.Write((IReadOnlyList<Plan>)[]);
        Assert.Equal("Nothing to do: a deploy would change nothing.", output.ToString().TrimEnd());
    }

    [Fact]
    public void Report_of_a_deploy()
    {
        var plan = new BlueGreenStrategy().Plan(Scene.Shop, Scene.Observed, Scene.Begun(3))!;
        var traffic = new ProbeResult
        {
            Sent = 412, Answered = 412, Reasons = new Dictionary<string, int>(StringComparer.Ordinal), FirstFailures = [],
            Answers = new Dictionary<string, int>(StringComparer.Ordinal),
            P50 = TimeSpan.FromMilliseconds(1.2), P99 = TimeSpan.FromMilliseconds(8.4), Max = TimeSpan.FromMilliseconds(12),
        };
        var run = new CompletedRun(plan, [.. plan.Steps.Select(step => new CompletedStep(step.Do, TimeSpan.FromMilliseconds(120), null))],
            TimeSpan.FromSeconds(3));
        screen.Write(new ReleaseReport(Scene.Record(3, Slot.Blue), run, traffic, Scene.Address),
            [
                ("Compile", TimeSpan.FromSeconds(8.5)), ("DeployBlueGreen", TimeSpan.FromSeconds(3)),
                ("  Shift traffic from green to blue", TimeSpan.FromMilliseconds(120)),
            ]);
        Match();
    }

    [Fact]
    public void Report_of_a_rollback_without_a_watch()
    {
        var plan = new BlueGreenStrategy().Plan(Scene.Shop, Scene.Observed, Scene.Begun(3))!;
        screen.Write(
            new ReleaseReport(Scene.Record(3, Slot.Blue, restores: 1), new CompletedRun(plan, [], TimeSpan.Zero), null, Scene.Address), []);
        Match();
    }

    [Fact]
    public void Report_of_a_deploy_with_warnings()
    {
        var plan = new BlueGreenStrategy().Plan(Scene.Shop, Scene.Observed, Scene.Begun(3))!;
        screen.Write(new ReleaseReport(Scene.Record(3, Slot.Blue), new CompletedRun(plan, [], TimeSpan.Zero), null, Scene.Address)
        {
            Warnings = ["The hook teller failed: nobody listens (hook teller, after Deploy). What is live stays as it is."],
        }, []);
        Match();
    }

    [Fact]
    public void Report_of_a_first_deploy()
    {
        var plan = new BlueGreenStrategy().Plan(Scene.Shop, ObservedState.Nothing, Scene.Begun(1))!;
        screen.Write(new ReleaseReport(Scene.Record(1, Slot.Blue), new CompletedRun(plan, [], TimeSpan.Zero), null, Scene.Address), []);
        Match();
    }

    [Fact]
    public void Report_of_a_deploy_that_changed_nothing()
    {
        screen.Write(new ReleaseReport(Scene.Record(2, Slot.Green), null, null, Scene.Address),
            [("DeployBlueGreen", TimeSpan.FromMilliseconds(40))]);
        Match();
    }

    [Fact]
    public void Report_of_a_deploy_that_took_over_what_needs_no_new_container()
    {
        var record = Scene.Record(2, Slot.Green);
        var plan = new Plan
        {
            Kind = RunKind.Amend,
            Release = BegunRelease.Of(record, "ann@laptop"),
            Steps = [new AmendRelease(record, ["verification/patience", "timeouts/drain"])],
        };
        screen.Write(new ReleaseReport(record, new CompletedRun(plan, [], TimeSpan.Zero), null, Scene.Address), []);
        Match();
    }

    [Fact]
    public void Without_a_person_at_the_terminal_only_yes_confirms()
    {
        screen.Confirm("Remove everything?", yes: true);
        var error = Assert.Throws<UsageException>(() => screen.Confirm("Remove everything?", yes: false));
        Assert.Equal("--yes", Assert.Single(error.Faults).Path);
        Assert.Equal("--yes: nobody is here to answer \"Remove everything?\". Nothing was touched.", error.Message);
        Assert.Equal("", output.ToString());
    }

    private void Match([CallerMemberName] string scenario = "") => Approved.Match(output.ToString(), scenario);

    /// <summary>What a build server's log is: no colours, nobody there.</summary>
    internal static Screen CreateScreen(TextWriter writer, int width = 200)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        return new Screen(console);
    }
}
