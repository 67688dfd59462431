using Slipway.Applications;
using Slipway.Routing;
using Slipway.Strategies;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>
/// A deploy is killed in its soak: the new version has all the traffic, and is not known to be good. A command that goes back does not wait
/// for that; any other one finishes it first.
/// </summary>
public sealed class WayBackTests
{
    private const string Soaking = "journal Deploy StepStarted Soak for 40 s";

    public static TheoryData<string> Strategies() => [.. StrategyRegistry.BuiltIn.Names];

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task A_rollback_goes_back_to_what_was_live_at_once(string strategy)
    {
        var shell = await KilledAsync(strategy);
        Assert.EndsWith("`Rollback` goes back from it to release 2 at once.", (await shell.StatusAsync())!.WhatBecomesOfIt,
            StringComparison.Ordinal);
        var (heard, began) = (shell.Observer.Heard.Count, shell.Target.Log.Count);

        var report = await shell.RollbackAsync();

        Assert.Equal((2, "1.1"), (report.Release.Number, report.Release.Version));
        Assert.DoesNotContain(shell.Observer.Heard.Skip(heard), IsSoak);
        Assert.Contains(shell.Observer.Heard.Skip(heard), line =>
            line.Contains("release 2 gets the traffic again at once, and release 3 is not finished first", StringComparison.Ordinal));
        Assert.DoesNotContain(shell.Target.Log.Skip(began), effect => effect.StartsWith("put releases/", StringComparison.Ordinal));
        await AssertRestsAsync(shell, "1.1");
    }

    /// <summary>Nothing that takes its time comes before clients are served by the old version.</summary>
    [Fact]
    public async Task The_traffic_goes_first()
    {
        var shell = await KilledAsync("blue-green");
        var began = shell.Target.Log.Count;
        await shell.RollbackAsync();
        Assert.Equal("router shift to green", shell.Target.Log.Skip(began).First(IsChange));
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task A_rollback_to_a_release_before_that_goes_on_to_it(string strategy)
    {
        var shell = await KilledAsync(strategy);
        var heard = shell.Observer.Heard.Count;
        var report = await shell.RollbackAsync(toRelease: 1);
        Assert.Equal(("1.0", 1), (report.Release.Version, report.Release.Restores));
        Assert.DoesNotContain(shell.Observer.Heard.Skip(heard), IsSoak);
        await AssertRestsAsync(shell, "1.0");
    }

    [Fact]
    public async Task A_rollback_to_what_was_live_before_is_done_once_that_is_live_again()
    {
        var shell = await KilledAsync("blue-green");
        Assert.Equal(2, (await shell.RollbackAsync(toRelease: 2)).Release.Number);
        await AssertRestsAsync(shell, "1.1");
    }

    [Fact]
    public async Task A_rollback_that_is_to_bring_the_newest_secrets_brings_them_after_it_went_back()
    {
        var shell = await KilledAsync("blue-green");
        var report = await shell.RollbackAsync(withCurrentSecrets: true);
        Assert.Equal(("1.1", 2), (report.Release.Version, report.Release.Restores));
        await AssertRestsAsync(shell, "1.1");
    }

    [Fact]
    public async Task A_switch_to_the_old_slot_goes_back_at_once_and_one_to_the_new_slot_finishes()
    {
        var shell = await KilledAsync("blue-green");
        var finished = shell.Copy();
        var heard = shell.Observer.Heard.Count;
        Assert.Equal(2, (await shell.SwitchAsync(Slot.Green)).Release.Number);
        Assert.DoesNotContain(shell.Observer.Heard.Skip(heard), IsSoak);
        await AssertRestsAsync(shell, "1.1");

        Assert.Equal(3, (await finished.SwitchAsync(Slot.Blue)).Release.Number);
        Assert.Contains(finished.Observer.Heard, line => line.StartsWith("done Soak for 40 s", StringComparison.Ordinal));
        await AssertRestsAsync(finished, "1.2");
    }

    [Theory]
    [InlineData(Soaking)]
    [InlineData("start shop-web-blue")]
    public async Task An_abort_of_a_canary_that_was_killed_takes_it_back_and_is_done(string at)
    {
        var shell = await KilledAsync("canary", at);
        var heard = shell.Observer.Heard.Count;
        await shell.AbortAsync();
        Assert.DoesNotContain(shell.Observer.Heard.Skip(heard), IsSoak);
        Assert.Contains(shell.Observer.Heard.Skip(heard), line => line.Contains("nothing more to abort", StringComparison.Ordinal));
        await AssertRestsAsync(shell, "1.1");
    }

    [Fact]
    public async Task An_abort_where_no_canary_was_killed_finishes_what_was_and_is_refused()
    {
        var shell = await KilledAsync("blue-green");
        await Assert.ThrowsAsync<UsageException>(() => shell.AbortAsync());
        await AssertRestsAsync(shell, "1.2");
    }

    /// <summary>There is no way back to what does not stand there any more.</summary>
    [Fact]
    public async Task What_has_nothing_to_go_back_to_is_finished_first()
    {
        var shell = await KilledAsync("blue-green");
        shell.Target.Containers.Remove("shop-web-green");
        Assert.DoesNotContain("at once", (await shell.StatusAsync())!.WhatBecomesOfIt!, StringComparison.Ordinal);
        await shell.RollbackAsync();
        await AssertRestsAsync(shell, "1.1");
    }

    [Theory]
    [InlineData("blue-green")]
    [InlineData("recreate")]
    public async Task A_rollback_that_is_killed_on_its_way_back_is_ended_by_the_next_one(string strategy) => await KillSweep.RunAsync(
        await KilledAsync(strategy),
        (shell, fate) => shell.RollbackAsync(toRelease: 2, fate),
        async shell =>
        {
            try
            {
                await shell.RollbackAsync(toRelease: 2);
            }
            catch (UsageException live) when (live.Message.Contains("is what is live now", StringComparison.Ordinal))
            {
                // What was killed had gone back already.
            }

            return Rest.Find(shell.Target, shell.Application, "1.1");
        });

    private static bool IsSoak(string line) => line.StartsWith("done Soak", StringComparison.Ordinal);

    private static bool IsChange(string effect) =>
        effect.StartsWith("router ", StringComparison.Ordinal) || effect.StartsWith("stop ", StringComparison.Ordinal)
        || effect.StartsWith("remove ", StringComparison.Ordinal) || effect.StartsWith("start ", StringComparison.Ordinal);

    private static async Task AssertRestsAsync(Shell shell, string version)
    {
        Assert.Empty(Rest.Find(shell.Target, shell.Application, version));
        Assert.Null((await shell.StatusAsync())!.Interrupted);
    }

    private static async Task<Shell> KilledAsync(string strategy, string at = Soaking)
    {
        var released = await Shell.ReleasedTwiceAsync(strategy);
        var verification = released.Application.Verification with { Soak = TimeSpan.FromSeconds(40) };
        var shell = released.Describing(released.Application with { Verification = verification });
        await Assert.ThrowsAsync<KilledException>(() => shell.DeployAsync(
            ShopDescription.Request("1.2"), new Fate { KillAfter = effect => effect.StartsWith(at, StringComparison.Ordinal) }));
        return shell;
    }
}
