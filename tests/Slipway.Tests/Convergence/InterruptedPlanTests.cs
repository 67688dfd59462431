using Slipway.Keeper;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>
/// What is said of a target that a killed command left half-way: what becomes of that, and nothing that comes of half a state.
/// </summary>
public sealed class InterruptedPlanTests
{
    [Fact]
    public async Task A_plan_after_a_kill_before_the_switch_says_what_was_cut_off_and_how_it_is_taken_back()
    {
        var shell = await KilledAsync("start shop-web-blue");

        var plan = Assert.Single(await shell.PlanAsync(ShopDescription.Request("1.3")));

        Assert.Equal((RunKind.Recovery, 3), (plan.Kind, plan.Release.Number));
        Assert.Contains(plan.Steps, step => step.Do.Describe().Contains("blue", StringComparison.Ordinal));
        var note = Assert.Single(shell.Observer.Heard, line => line.Contains("Interrupted: Deploy of release 3", StringComparison.Ordinal));
        Assert.Contains("was cut off during", note, StringComparison.Ordinal);
        Assert.Contains("takes away what it had begun", note, StringComparison.Ordinal);
        Assert.EndsWith(
            "These are the steps of that. The release's own steps follow them, and are planned once they are done, by what they leave.",
            note, StringComparison.Ordinal);
        await AssertPlannedAsync(shell);
    }

    [Fact]
    public async Task A_plan_and_a_difference_after_a_kill_past_the_switch_go_by_the_release_that_stays()
    {
        var shell = await KilledAsync("router shift to blue");

        var plan = Assert.Single(await shell.PlanAsync(ShopDescription.Request("1.3")));
        Assert.Contains(shell.Observer.Heard, line => line.Contains(
            "Its release has the traffic; the next `Deploy` first does what is left of it, and `Rollback` goes back from it to release 2 "
                + "at once.",
            StringComparison.Ordinal));
        Assert.DoesNotContain(plan.Steps, step => step.Do.Describe().StartsWith("Shift traffic", StringComparison.Ordinal));
        Assert.Contains(plan.Steps, step => step.Do.Describe() == "Make sure that all traffic goes to blue"
            && step.Undo!.Describe() == "Shift traffic back to green");
        Assert.Contains(plan.Steps, step => step.Do.Describe().StartsWith("Record release 3", StringComparison.Ordinal));

        var compared = await shell.CompareAsync(null, ShopDescription.Request("1.3"));
        Assert.Contains(compared.Notes, note => note.StartsWith("Interrupted: Deploy of release 3", StringComparison.Ordinal));
        Assert.Equal("release 3, which is live (version 1.2)", compared.From);
        Assert.Contains("release 3, version 1.2, is live", (await shell.StatusAsync())!.DescribeLive(), StringComparison.Ordinal);
        Assert.Equal(("1.2", "1.3"),
            Assert.Single(compared.Differences, difference => difference.Path == "version") is var version
                ? (version.Before, version.After) : default);
        await AssertPlannedAsync(shell);
    }

    [Fact]
    public async Task A_difference_after_a_kill_before_the_switch_goes_by_what_stays_live()
    {
        var shell = await KilledAsync("start shop-web-blue");

        var compared = await shell.CompareAsync(null, ShopDescription.Request("1.3"));

        Assert.Contains(compared.Notes, note => note.Contains("takes away what it had begun", StringComparison.Ordinal));
        Assert.Equal("1.1", Assert.Single(compared.Differences, difference => difference.Path == "version").Before);
    }

    [Fact]
    public async Task Where_the_router_does_not_run_either_nobody_says_what_becomes_of_it()
    {
        var shell = await KilledAsync("router shift to blue");
        shell.Target.Router.Die();

        var plan = Assert.Single(await shell.PlanAsync(ShopDescription.Request("1.3")));

        Assert.Single(plan.Steps);
        Assert.Contains(shell.Observer.Heard, line => line.Contains("goes by where it then sends the traffic", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("start shop-web-blue", "what it had begun was taken away")]
    [InlineData("router shift to blue", "release 3 is live")]
    public async Task A_command_that_is_refused_after_it_ended_a_killed_one_says_so(string killedAfter, string what)
    {
        var shell = await KilledAsync(killedAfter);

        var error = await Assert.ThrowsAnyAsync<UsageException>(() => shell.RollbackAsync(toRelease: 77));
        error.Before = shell.Rested;

        Assert.Contains("there is no release 77", error.Message, StringComparison.Ordinal);
        Assert.Contains("Before that, Deploy of release 3", error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Beyond that nothing was touched.", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<UsageException>(() => shell.RollbackAsync(toRelease: 77));
        Assert.Null(shell.Rested);
    }

    [Fact]
    public void What_was_touched_before_a_refusal_takes_the_place_of_the_claim_that_nothing_was()
    {
        var faults = new SpecificationException([new SpecificationFault("services", "one is expected")]) { Before = "It was mended." };
        Assert.Equal(
            "1 fault in what is to be released:\n  services: one is expected\nIt was mended. Beyond that nothing was touched.",
            faults.Message);
        Assert.Equal("No. Nothing was touched.", new UsageException("No.") { SaysUntouched = true }.Message);
        Assert.Equal("No.\nIt was mended. Beyond that nothing was touched.",
            new UsageException("No.") { SaysUntouched = true, Before = "It was mended." }.Message);
        // What somebody else wrote is no claim of this one's.
        const string Foreign = "/srv/; nothing was touched./x is expected.";
        Assert.StartsWith($"{Foreign}\nIt was mended.", new UsageException(Foreign) { Before = "It was mended." }.Message,
            StringComparison.Ordinal);
    }

    /// <summary>The next deploy begins with the run that was planned, and the plan after it is that of a target at rest.</summary>
    private static async Task AssertPlannedAsync(Shell shell)
    {
        var planned = (await shell.PlanAsync(ShopDescription.Request("1.3")))[0];
        var copy = shell.Copy();
        var log = copy.Target.Log.Count;
        await copy.DeployAsync(ShopDescription.Request("1.3"));
        Assert.Equal(planned.Steps.Select(step => $"journal Recovery StepStarted {step.Do.Describe()}"),
            copy.Target.Log.Skip(log).Where(effect => effect.StartsWith("journal Recovery StepStarted", StringComparison.Ordinal))
                .Take(planned.Steps.Count));
        Assert.Empty(Rest.Find(copy.Target, copy.Application, "1.3"));
    }

    private static async Task<Shell> KilledAsync(string after)
    {
        var shell = await Shell.ReleasedTwiceAsync("blue-green");
        await Assert.ThrowsAsync<KilledException>(
            () => shell.DeployAsync(ShopDescription.Request("1.2"), new Fate { KillAfter = Starts(after) }));
        return shell;
    }

    private static Func<string, bool> Starts(string text) => effect => effect.StartsWith(text, StringComparison.Ordinal);
}
