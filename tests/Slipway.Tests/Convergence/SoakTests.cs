using Slipway.Applications;
using Slipway.Containers;
using Slipway.Execution;
using Slipway.Steps;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>A new version is watched while it soaks, and goes back at the first bound that stays broken.</summary>
public sealed class SoakTests
{
    private static readonly TimeSpan Soak = TimeSpan.FromSeconds(40);

    private readonly RecordingTarget target = new();

    /// <summary>Errors of clients begin eight seconds after its start; what Slipway itself asks is answered well all the time.</summary>
    [Fact]
    public async Task A_version_that_begins_to_fail_goes_back_long_before_the_soak_is_over()
    {
        var shell = await ReleasedAsync();
        var error = await FailAsync(shell, Behaviour.FailingLater);

        Assert.Equal(ExitCode.Failed, shell.CodeOf(error));
        Assert.Contains("requests failed; 5 % is allowed", error.Message, StringComparison.Ordinal);
        Assert.Contains(shell.Observer.Heard, line =>
            line.StartsWith("waiting for the end of the soak; observed: ", StringComparison.Ordinal)
            && line.Contains("errors 0 %", StringComparison.Ordinal));
        Assert.InRange(Soaked(error), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
        Assert.Empty(Rest.Find(target, shell.Application, "1.0"));
    }

    /// <summary>Nothing that takes its time is undone before clients are served by the old version.</summary>
    [Fact]
    public async Task The_first_thing_that_happens_after_a_breach_is_that_the_traffic_goes_back()
    {
        var shell = await ReleasedAsync();
        await FailAsync(shell, Behaviour.FailingLater);
        var shift = target.Log.FindLastIndex(effect => effect == "router shift to green");
        Assert.Equal("router shift to blue",
            target.Log.Skip(shift + 1).First(effect => !effect.StartsWith("journal", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("gone", "is gone")]
    [InlineData("dies", "is Exited (exit code 1)")]
    [InlineData("unhealthy", "is unhealthy by its own HEALTHCHECK")]
    [InlineData("restarts", "its containers were started again once; 0 is allowed")]
    [InlineData("refuses", "shop-web-green answers /health/ready with status 503: not ready")]
    public async Task A_container_that_is_not_well_takes_the_release_back(string trouble, string reason)
    {
        var shell = await ReleasedAsync();
        target.AfterEffect = effect =>
        {
            if (effect == "journal Deploy StepStarted Soak for 40 s")
            {
                target.Time.CreateTimer(
                    _ => Trouble(target.Containers["shop-web-green"], trouble), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
            }
        };
        var error = await FailAsync(shell, Behaviour.Good);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        // The oracle has seen that a part of what had the traffic was not there, which is so until it goes back.
        target.AfterEffect = null;
        target.Violations.Clear();
        Assert.Empty(Rest.Find(target, shell.Application, "1.0"));
    }

    [Fact]
    public async Task What_the_old_version_failed_at_as_often_is_no_fault_of_the_new_one()
    {
        var shell = await ReleasedAsync(Behaviour.Failing);
        await shell.DeployAsync(ShopDescription.Request("1.1", Behaviour.Failing));
        Assert.Empty(Rest.Find(target, shell.Application, "1.1"));
    }

    [Fact]
    public async Task A_version_that_is_many_times_as_slow_goes_back()
    {
        var shell = await ReleasedAsync(bounds: new SoakBounds { LatencyTolerance = TimeSpan.FromMilliseconds(50) });
        var error = await FailAsync(shell, Behaviour.Slow);
        Assert.Contains("it takes 200 ms a request, the old version took 20 ms before the switch", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_nobody_visits_is_held_to_what_else_is_seen_of_it()
    {
        var shell = await ReleasedAsync();
        target.Router.Traffic.Rate = 0;
        await shell.DeployAsync(ShopDescription.Request("1.1", Behaviour.FailingLater));
        Assert.Contains("done Soak for 40 s (no requests of clients; 0 restarts)", shell.Observer.Heard);
    }

    [Fact]
    public async Task What_was_killed_in_the_soak_is_soaked_anew_by_the_command_that_finishes_it()
    {
        var shell = await ReleasedAsync();
        var shift = await CountToAsync(shell, "router shift to green");
        await Assert.ThrowsAsync<KilledException>(
            () => shell.DeployAsync(ShopDescription.Request("1.1"), new Fate { DieAfter = shift }));
        var before = shell.Observer.Heard.Count;

        await shell.DeployAsync(ShopDescription.Request("1.1"));

        Assert.Contains(shell.Observer.Heard.Skip(before), line => line.StartsWith("done Soak for 40 s (", StringComparison.Ordinal));
        Assert.Empty(Rest.Find(target, shell.Application, "1.1"));
    }

    /// <summary>The command that finds it takes it back, and then does what it was asked for.</summary>
    [Fact]
    public async Task What_was_killed_in_the_soak_and_fails_by_now_goes_back()
    {
        var shell = await ReleasedAsync();
        var shift = await CountToAsync(shell, "router shift to green");
        await Assert.ThrowsAsync<KilledException>(
            () => shell.DeployAsync(ShopDescription.Request("1.1", Behaviour.FailingLater), new Fate { DieAfter = shift }));
        await Assert.ThrowsAnyAsync<SlipwayException>(() => shell.DeployAsync(ShopDescription.Request("1.2")));

        Assert.Empty(Rest.Find(target, shell.Application, "1.0"));
    }

    [Fact]
    public async Task Neither_a_rollback_nor_a_deploy_of_what_is_live_soaks()
    {
        var shell = await ReleasedAsync();
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        var before = shell.Observer.Heard.Count;
        await shell.RollbackAsync();
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        Assert.DoesNotContain(shell.Observer.Heard.Skip(before), line => line.Contains("Soak", StringComparison.Ordinal));
    }

    private async Task<Shell> ReleasedAsync(string behaviour = Behaviour.Good, SoakBounds? bounds = null)
    {
        var verification = ShopDescription.Whole.Verification with { Soak = Soak, SoakBounds = bounds ?? new SoakBounds() };
        target.Exclusive.Add("biller");
        var shell = new Shell(target, ShopDescription.Whole with { Verification = verification });
        var unsoaked = ShopDescription.Whole with { Verification = verification with { Soak = TimeSpan.Zero } };
        await new Shell(target, unsoaked).DeployAsync(ShopDescription.Request("1.0", behaviour));
        return shell;
    }

    private static Task<ReleaseFailedException> FailAsync(Shell shell, string behaviour) =>
        Assert.ThrowsAsync<ReleaseFailedException>(() => shell.DeployAsync(ShopDescription.Request("1.1", behaviour)));

    /// <summary>How long it took from the switch until the error was known, as the error says.</summary>
    private static TimeSpan Soaked(ReleaseFailedException error)
    {
        var words = error.Message[(error.Message.IndexOf("After ", StringComparison.Ordinal) + 6)..].Split(' ');
        return TimeSpan.FromSeconds(int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task<int> CountToAsync(Shell shell, string effect)
    {
        var undisturbed = shell.Copy();
        await undisturbed.DeployAsync(ShopDescription.Request("1.1"));
        return undisturbed.Target.Log.IndexOf(effect) + 1;
    }

    private void Trouble(RecordedContainer container, string trouble)
    {
        switch (trouble)
        {
            case "gone":
                target.Containers.Remove(container.Spec.Name);
                break;
            case "dies":
                (container.Status, container.ExitCode) = (ContainerStatus.Exited, 1);
                break;
            case "unhealthy":
                container.Health = "unhealthy";
                break;
            case "restarts":
                container.Restarts++;
                break;
            default:
                container.Refuses = true;
                break;
        }
    }
}
