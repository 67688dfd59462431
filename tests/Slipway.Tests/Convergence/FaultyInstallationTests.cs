using Slipway.Execution;
using Slipway.Keeper;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Strategies.Canary;
using Slipway.Tests.Hooks;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>
/// A release engineer has to act at night, from a checkout in which retention, certificate or hooks are described with faults: what does
/// not release goes on without them and says so.
/// </summary>
public sealed class FaultyInstallationTests
{
    private static readonly SpecificationFault Unreadable = new("router.tls.certificate", "PEM text is expected");

    [Theory]
    [InlineData("Rollback")]
    [InlineData("SwitchTraffic")]
    [InlineData("Maintenance")]
    [InlineData("PromoteCanary")]
    [InlineData("AbortCanary")]
    public async Task What_does_not_release_goes_on_and_says_once_what_it_goes_without(string command)
    {
        var canary = command.EndsWith("Canary", StringComparison.Ordinal);
        var shell = canary ? await WaitingAsync() : await Shell.ReleasedTwiceAsync("blue-green");
        var faulty = Faulty(shell);

        switch (command)
        {
            case "Rollback":
                Assert.Equal(1, (await faulty.RollbackAsync()).Release.Restores);
                break;
            case "SwitchTraffic":
                await faulty.SwitchAsync(Slot.Blue);
                break;
            case "Maintenance":
                await faulty.MaintainAsync(on: true);
                break;
            case "PromoteCanary":
                await faulty.PromoteAsync(toFull: true);
                break;
            default:
                await faulty.AbortAsync();
                break;
        }

        Assert.Equal(
            [
                "note retention: 1 to 100 is expected, not 0. This command prunes nothing.",
                "note router.tls.certificate: PEM text is expected. The router keeps what it has.",
                "note hooks[1].name: another hook is called \"gate\" already: a name of its own is expected. This command runs no hook.",
            ],
            faulty.Observer.Heard.Where(heard => heard.StartsWith("note retention", StringComparison.Ordinal)
                || heard.StartsWith("note router", StringComparison.Ordinal) || heard.StartsWith("note hooks", StringComparison.Ordinal)));
        Assert.All(faulty.Hooks, hook => Assert.Empty(((ScriptedHook)hook).Calls));
        if (command == "Maintenance")
        {
            Assert.True(shell.Target.Router.Maintenance);
            return;
        }

        var live = command is "Rollback" or "SwitchTraffic" ? "1.0" : command == "PromoteCanary" ? "1.2" : "1.1";
        Assert.Empty(Rest.Find(shell.Target, shell.Application, live));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(101)]
    public async Task Nothing_is_pruned_by_a_number_that_is_none(int retention)
    {
        var shell = await Shell.ReleasedTwiceAsync("blue-green");
        var images = shell.Target.Images.Order(StringComparer.Ordinal).ToList();
        var faulty = shell.Describing(shell.Application with { Retention = retention });

        var report = await faulty.RollbackAsync();

        Assert.DoesNotContain(report.Run!.Plan.FollowUp, step => step is PruneReleases);
        Assert.Equal(images, shell.Target.Images.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_killed_release_is_brought_to_rest_without_them()
    {
        var shell = await Shell.ReleasedTwiceAsync("blue-green");
        var fate = new Fate();
        await shell.Copy().DeployAsync(ShopDescription.Request("1.2"), fate);
        foreach (var effect in Enumerable.Range(1, fate.Effects).Where(effect => effect % 5 == 0))
        {
            var copy = shell.Copy();
            await Assert.ThrowsAsync<KilledException>(
                () => copy.DeployAsync(ShopDescription.Request("1.2"), new Fate { DieAfter = effect }));
            var images = copy.Target.Images.ToHashSet(StringComparer.Ordinal);

            await Faulty(copy).MaintainAsync(on: false);

            Assert.Null((await copy.StatusAsync())!.Interrupted);
            Assert.Equal(images, copy.Target.Images.ToHashSet(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task What_was_live_before_there_were_descriptions_is_kept_back_by_them_as_little()
    {
        var shell = await Shell.ReleasedTwiceAsync("blue-green");
        FaultyDescriptionTests.Forget(shell.Target);

        await Faulty(shell).MaintainAsync(on: true);

        Assert.True(shell.Target.Router.Maintenance);
    }

    [Fact]
    public async Task Cleanup_goes_by_the_retention_and_is_refused_for_it_alone()
    {
        var shell = await Shell.ReleasedTwiceAsync("blue-green");
        var faulty = Faulty(shell);
        var log = shell.Target.Log.Count;

        var error = await Assert.ThrowsAsync<SpecificationException>(() => faulty.CleanupAsync());

        Assert.Equal(
            "1 fault in what the application is described with; nothing was touched.\n  retention: 1 to 100 is expected, not 0",
            error.Message);
        Assert.Equal(ExitCode.Usage, faulty.CodeOf(error));
        Assert.DoesNotContain(shell.Target.Log.Skip(log), line => line.StartsWith("remove", StringComparison.Ordinal));

        await Faulty(shell, shell.Application.Retention).CleanupAsync();
        Assert.DoesNotContain(shell.Target.Containers.Keys, name => name.EndsWith("-blue", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_releases_is_refused_for_all_of_them()
    {
        var shell = await Shell.ReleasedTwiceAsync("blue-green");
        var faulty = Faulty(shell);
        var request = ShopDescription.Request("1.2");
        foreach (var command in new Func<Task>[]
        {
            () => faulty.DeployAsync(request), () => faulty.PlanAsync(request), () => faulty.CompareAsync(null, request),
        })
        {
            var error = await Assert.ThrowsAsync<SpecificationException>(command);
            Assert.StartsWith("3 faults in what is to be released; nothing was touched.\n", error.Message, StringComparison.Ordinal);
            Assert.Equal(["retention", "router.tls.certificate", "hooks[1].name"], error.Faults.Select(fault => fault.Path));
        }
    }

    private static async Task<Shell> WaitingAsync()
    {
        var prepared = await Shell.ReleasedTwiceAsync("canary");
        var shell = prepared.Describing(prepared.Application with
        {
            Strategy = prepared.Application.SettingsOf<CanarySettings>() with { Manual = true },
        });
        await shell.DeployAsync(ShopDescription.Request("1.2"));
        return shell;
    }

    private static Shell Faulty(Shell shell, int retention = 0)
    {
        shell.Target.Refused = [Unreadable];
        HookPoint[] everywhere =
        [
            HookPoint.Before<Step>(), HookPoint.Before(RunKind.Rollback), HookPoint.Before(RunKind.SwitchTraffic),
            HookPoint.Before(RunKind.Maintenance), HookPoint.Before(RunKind.Promote), HookPoint.Before(RunKind.Abort),
        ];
        return shell.Describing(shell.Application with { Retention = retention })
            .With(new ScriptedHook("gate", everywhere), new ScriptedHook("gate", everywhere));
    }
}
