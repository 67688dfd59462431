using Slipway.Containers;
using Slipway.Routing;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>What a person is told who looks after something went wrong: first that the site is served, then what was cut off.</summary>
public sealed class StatusTests
{
    [Theory]
    [InlineData("router shift to", "release 2, version 1.1, is live in the green slot", "not recorded yet", "does what is left of it")]
    [InlineData("put releases/2.json", "release 2, version 1.1, is live in the green slot", "since ", "does what is left of it")]
    [InlineData("router admit green", "release 1, version 1.0, is live in the blue slot", "since ", "first takes away what it had begun")]
    public async Task After_a_kill_it_says_what_is_live_and_that_it_answers_and_what_the_next_command_does(
        string after, string live, string known, string next)
    {
        var shell = new Shell(new RecordingTarget(), ShopDescription.Whole);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        await Assert.ThrowsAsync<KilledException>(() => shell.DeployAsync(ShopDescription.Request("1.1"),
            new Fate { KillAfter = effect => effect.StartsWith(after, StringComparison.Ordinal) }));

        var status = (await shell.StatusAsync())!;

        Assert.Contains(live, status.DescribeLive(), StringComparison.Ordinal);
        Assert.Contains(known, status.DescribeLive(), StringComparison.Ordinal);
        Assert.True(status.Answers);
        Assert.Contains(next, status.WhatBecomesOfIt, StringComparison.Ordinal);
        await shell.CleanupAsync();
        Assert.Null((await shell.StatusAsync())!.WhatBecomesOfIt);
    }

    [Fact]
    public async Task A_database_that_was_migrated_for_a_release_which_did_not_go_live_is_told_until_one_goes_live()
    {
        var shell = new Shell(new RecordingTarget(), ShopDescription.Whole);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        Assert.Null((await shell.StatusAsync())!.MigratedAhead);
        await Assert.ThrowsAsync<KilledException>(() => shell.DeployAsync(ShopDescription.Request("1.1"),
            new Fate { KillAfter = effect => effect.StartsWith("journal Migrate RunEnded", StringComparison.Ordinal) }));

        var status = (await shell.StatusAsync())!;

        Assert.Null(status.Interrupted);
        Assert.StartsWith("The database was migrated for release 2, version 1.1, which did not go live.", status.MigratedAhead,
            StringComparison.Ordinal);
        Assert.Null((status with { Application = status.Application with { Migration = null } }).MigratedAhead);
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        Assert.Null((await shell.StatusAsync())!.MigratedAhead);
    }

    [Fact]
    public async Task A_check_of_the_engine_that_has_no_result_yet_does_not_hide_that_the_release_was_verified()
    {
        var shell = new Shell(new RecordingTarget(), ShopDescription.Whole);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        var status = (await shell.StatusAsync())!;
        ContainerState Starting(string workload) =>
            status.State.Containers.Single(container => container.Name == $"shop-{workload}-blue") with { Health = "starting" };

        Assert.Equal("healthy (verified)", status.Describe(Slot.Blue, Starting("web")));
        Assert.Equal("running", status.Describe(Slot.Blue, Starting("mailer")));
        Assert.Equal("unhealthy", status.Describe(Slot.Blue, Starting("web") with { Health = "unhealthy" }));
        Assert.Equal("Exited", status.Describe(Slot.Blue, Starting("web") with { Status = ContainerStatus.Exited }));
        var down = status with { State = status.State with { Router = status.State.Router with { Up = new HashSet<Slot>() } } };
        Assert.Equal("starting", down.Describe(Slot.Blue, Starting("web")));
    }
}
