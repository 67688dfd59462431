using Slipway.Execution;
using Slipway.Observation;
using Slipway.Routing;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Execution;

/// <summary>The end of a command claims of what is live only what the router shows.</summary>
public sealed class ServingTests
{
    private readonly Shell shell = new(new RecordingTarget(), ShopDescription.Whole);

    [Fact]
    public async Task Before_the_first_release_nothing_is_said_to_be_live()
    {
        Assert.Equal(Serving.Nothing, await shell.ServingAsync());
        Assert.Equal("Nothing was switched. No release is live.",
            RunEnd.Describe(new RouterException("no"), HostEffect.None, await shell.ServingAsync()));
    }

    [Fact]
    public async Task What_is_served_is_said_to_be_live()
    {
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        var serving = await shell.ServingAsync();
        Assert.Equal("Nothing was switched: what was live is live.", RunEnd.Describe(new RouterException("no"), HostEffect.None, serving));
        Assert.Equal(ExitCode.Failed, RunEnd.CodeOf(new RouterException("no"), HostEffect.None, interrupted: false, serving));
    }

    [Fact]
    public async Task Where_the_router_does_not_run_a_command_that_failed_says_that_nothing_is_served_and_ends_with_5()
    {
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        shell.Target.Router.Die();

        var serving = await shell.ServingAsync();

        Assert.Equal("Nothing was switched. Release 1 is recorded as live, but its router does not run: http://application.test/ is not "
            + "served. `SwitchTraffic --to-slot blue` starts it and does nothing else; `Deploy` and `Rollback` start it before their own "
            + "work.", RunEnd.Describe(new RouterException("no"), HostEffect.None, serving));
        foreach (var error in new Exception[] { new RouterException("no"), new InvalidOperationException("no") })
        {
            Assert.Equal(ExitCode.NeedsPerson, RunEnd.CodeOf(error, HostEffect.None, interrupted: false, serving));
        }

        Assert.Equal(ExitCode.NeedsPerson,
            RunEnd.CodeOf(new OperationCanceledException(), HostEffect.None, interrupted: true, serving));
        Assert.Equal(ExitCode.Usage, RunEnd.CodeOf(new UsageException("no"), HostEffect.None, interrupted: false, serving));
    }

    [Fact]
    public async Task A_run_that_was_undone_while_the_router_died_does_not_say_that_what_was_live_is_live()
    {
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        shell.Target.AfterEffect = effect =>
        {
            // Among the last things that the undo does, after the traffic is back.
            if (effect.StartsWith("remove shop-web-green", StringComparison.Ordinal))
            {
                shell.Target.Router.Die();
            }
        };

        var error = await Assert.ThrowsAsync<ReleaseFailedException>(
            () => shell.DeployAsync(ShopDescription.Request("1.1", Behaviour.BreaksLive)));

        Assert.False(error.Serving!.IsServed);
        Assert.DoesNotContain("What was live before is live", error.Message, StringComparison.Ordinal);
        Assert.Contains("its router does not run", error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.NeedsPerson, shell.CodeOf(error));
    }

    [Fact]
    public void What_could_not_be_asked_is_not_claimed() =>
        Assert.DoesNotContain("is live.", RunEnd.Describe(new RouterException("no"), HostEffect.None, Serving.Unknown)!,
            StringComparison.Ordinal);
}
