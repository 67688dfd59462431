using System.Runtime.CompilerServices;
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

namespace Slipway.Nuke.Tests.Console;

/// <summary>What a person reads at the end of a release, as approved transcripts.</summary>
public sealed class ReportScreenTests : IDisposable
{
    private readonly StringWriter output = new();
    private readonly Screen screen;

    public ReportScreenTests() => screen = Screens.Of(output);

    public void Dispose() => output.Dispose();

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
    public void Report_on_a_narrow_screen()
    {
        var plan = new BlueGreenStrategy().Plan(Scene.Shop, ObservedState.Nothing, Scene.Begun(1))!;
        Screens.Of(output, width: 80).Write(
            new ReleaseReport(Scene.Record(1, Slot.Blue), new CompletedRun(plan, [], TimeSpan.Zero), null, Scene.Address),
            [("Compile", TimeSpan.FromSeconds(8.5)), ("  Wait until the blue slot is healthy", TimeSpan.FromMilliseconds(640))]);
        Match();
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(200)]
    public void Report_never_breaks_an_address(int width)
    {
        var address = new Uri($"https://{new string('a', 50)}.example.test/a/path/that/is/long/enough/to/be/broken/somewhere");
        Screens.Of(output, width).Write(
            new ReleaseReport(Scene.Record(1, Slot.Blue), null, null, address),
            [("Wait until these are healthy in the blue slot: web, api, admin", TimeSpan.FromMilliseconds(640))]);
        Assert.Contains($"{address}", output.ToString(), StringComparison.Ordinal);
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
    public void Report_says_what_the_switch_cost()
    {
        var plan = new BlueGreenStrategy().Plan(Scene.Shop, Scene.Observed, Scene.Begun(3))!;
        var record = Scene.Record(3, Slot.Blue) with { Figures = Scene.Figures };
        screen.Write(new ReleaseReport(record, new CompletedRun(plan, [], TimeSpan.Zero), null, Scene.Address), []);
        var words = string.Join(' ', output.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"Switch {Scene.Figures}", words, StringComparison.Ordinal);
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

    private void Match([CallerMemberName] string scenario = "") => Approved.Match(output.ToString(), scenario);
}
