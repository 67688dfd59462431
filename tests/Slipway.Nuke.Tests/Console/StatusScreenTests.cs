using System.Runtime.CompilerServices;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Nuke.Console;
using Slipway.Observation;
using Slipway.Plans;
using Slipway.Reporting;
using Slipway.Routing;
using Slipway.Steps;

namespace Slipway.Nuke.Tests.Console;

/// <summary>What a person reads of a target, as approved transcripts.</summary>
public sealed class StatusScreenTests : IDisposable
{
    private readonly StringWriter output = new();
    private readonly Screen screen;

    public StatusScreenTests() => screen = Screens.Of(output);

    public void Dispose() => output.Dispose();

    [Fact]
    public void Status_of_a_target_at_rest()
    {
        screen.Write(new StatusReport(Scene.Shop, Scene.Observed, null, Scene.Address), "shop");
        Match();
    }

    /// <summary>No request comes to a worker, whatever share its slot has.</summary>
    [Fact]
    public void A_worker_has_no_traffic()
    {
        var web = Scene.Container(Slot.Green, 2, ContainerStatus.Running, "healthy");
        var labels = new Dictionary<string, string>(web.Labels, StringComparer.Ordinal)
        {
            [ResourceNames.RoleLabel] = ResourceNames.WorkerRole, [ResourceNames.WorkloadLabel] = "mailer",
        };
        var state = Scene.Observed with
        {
            Containers = [web, web with { Name = "shop-mailer-green", Id = "id-mailer", Health = null, Labels = labels }],
        };
        screen.Write(new StatusReport(Scene.Shop, state, null, Scene.Address), "shop");

        var rows = output.ToString().Split('\n').Select(line => line.TrimEnd()).ToList();
        Assert.EndsWith("100 %", Assert.Single(rows, row => row.Contains("shop-web-green", StringComparison.Ordinal)),
            StringComparison.Ordinal);
        Assert.EndsWith("running", Assert.Single(rows, row => row.Contains("shop-mailer-green", StringComparison.Ordinal)),
            StringComparison.Ordinal);
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

    /// <summary>A person who waits for the end of the wait is told how long it takes.</summary>
    [Fact]
    public void Status_while_requests_wait()
    {
        var router = Scene.Observed.Router with { Maintenance = true, Queue = TimeSpan.FromSeconds(17.3) };
        screen.Write(new StatusReport(Scene.Shop, Scene.Observed with { Router = router }, null, Scene.Address), "shop");
        Match();
    }

    /// <summary>The containers are those of the release that came back, and what is live has a number of its own.</summary>
    [Fact]
    public void Status_after_a_rollback()
    {
        var state = Scene.Observed with
        {
            Router = new RouterState(true, Split.All(Slot.Blue), new HashSet<Slot> { Slot.Blue }, false),
            Releases = [.. Scene.Observed.Releases, Scene.Record(3, Slot.Blue, restores: 1)],
            Containers = [Scene.Container(Slot.Blue, 1, ContainerStatus.Running, "healthy"), Scene.Observed.In(Slot.Green).Containers[0]],
        };
        screen.Write(new StatusReport(Scene.Shop, state, null, Scene.Address), "shop");
        Match();
    }

    [Fact]
    public void Status_of_a_container_that_the_engine_started_again()
    {
        var restarted = Scene.Container(Slot.Green, 2, ContainerStatus.Running, "healthy") with { Restarts = 4 };
        var state = Scene.Observed with { Containers = [restarted] };
        screen.Write(new StatusReport(Scene.Shop, state, null, Scene.Address), "shop");
        Assert.Contains("healthy, restarted 4 times", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(200)]
    public void Status_of_an_interrupted_deploy_fits_the_screen_and_cuts_nothing(int width)
    {
        const string Long = "shop-with-a-name-of-many-letters-and-a-stage-besides-web-green";
        var start = Scene.Started(RunKind.Deploy, 3) with { Slot = Slot.Blue };
        var interrupted = new InterruptedRun(start, start with { Kind = EntryKind.StepStarted, Step = "Shift traffic from green to blue" });
        var state = Scene.Observed with
        {
            Interrupted = interrupted,
            Containers = [Scene.Container(Slot.Green, 2, ContainerStatus.Running, "healthy") with { Name = Long }],
        };
        Screens.Of(output, width).Write(new StatusReport(Scene.Shop, state, null, Scene.Address), "shop");
        Assert.DoesNotContain(output.ToString().Split('\n'), line => line.TrimEnd().Length > width);
        Assert.Contains(Long, output.ToString(), StringComparison.Ordinal);
        Assert.Contains($"{Scene.Address}", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_status_says_where_the_site_is_that_is_described_elsewhere()
    {
        var drift = new PublicationDrift("0.0.0.0:8080", "0.0.0.0:9090");
        var drifted = Scene.Observed with { Router = Scene.Observed.Router with { Drift = drift } };
        screen.Write(new StatusReport(Scene.Shop, drifted, null, Scene.Address), "shop");
        Assert.Contains("The router listens on 0.0.0.0:8080, and 0.0.0.0:9090 is described. `Deploy` moves it there.", output.ToString(),
            StringComparison.Ordinal);
    }

    private void Match([CallerMemberName] string scenario = "") => Approved.Match(output.ToString(), scenario);
}
