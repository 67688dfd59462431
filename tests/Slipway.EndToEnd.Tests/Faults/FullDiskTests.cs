using Slipway.EndToEnd.Deployer.Killing;
using Slipway.EndToEnd.Tests.Load;
using Slipway.EndToEnd.Tests.Reliability;
using Slipway.EndToEnd.Tests.Soak;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Keeper;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>The disk of the target is full before or in the middle of a release.</summary>
public sealed class FullDiskTests(ShopOnSmallVolumes shop) : IClassFixture<ShopOnSmallVolumes>
{
    [EngineTheory]
    [Trait("Category", "Soak")]
    [InlineData("")]
    [InlineData("Wait until the")]
    [SoakData("Drain the")]
    [SoakData("Verify that the live site")]
    [Fault("The disk that the journal is on is full, from the beginning or from the middle of a release on",
        Served = "the old version, or the new one once it was recorded; no request lost",
        Said = "4 with \"No space left on device\" before the release was recorded, 0 after",
        Converged = "undone without a journal; once there is space again the next `Deploy`")]
    public async Task Journal_that_can_not_be_written_leaves_one_version_live(string step)
    {
        await shop.ReleaseTwoAsync();
        var before = (await shop.AskAsync()).Version;
        var version = $"full-{step.Replace(' ', '-')}";
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false);
        Ended ended;
        try
        {
            ended = await FillAndReleaseAsync(shop.Names.Keeper, version, step);
        }
        finally
        {
            await shop.EmptyAsync(shop.Names.Keeper);
        }

        (await load.StopAsync()).ExpectNothingLost();
        var recorded = step == "Drain the";
        ended.Expect(recorded ? ExitCode.Released : ExitCode.Failed);
        // The few lines that are left after a release was recorded may still fit into the last page of the journal.
        Assert.True(recorded || ended.All.Contains("No space left on device", StringComparison.Ordinal), ended.All);
        Assert.Equal(recorded ? version : before, (await shop.AskAsync()).Version);

        (await shop.DeployAsync($"{version}-next")).Expect(ExitCode.Released);
        await shop.ExpectAtRestAsync($"{version}-next");
    }

    [EngineTheory]
    [Trait("Category", "Soak")]
    [InlineData("Wait until the")]
    [SoakData("")]
    [Fault("The disk that the router's files are on is full",
        Served = "the old version, no request lost",
        Said = "4, or 5 when what was begun could not be taken back without space either; with \"No space left on device\"",
        Converged = "once there is space again the next `Deploy`")]
    public async Task Router_that_can_not_save_its_split_does_not_get_another(string step)
    {
        await shop.ReleaseTwoAsync();
        var before = (await shop.AskAsync()).Version;
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false);
        Ended ended;
        try
        {
            ended = await FillAndReleaseAsync(shop.Names.Router, "full-router", step);
        }
        finally
        {
            await shop.EmptyAsync(shop.Names.Router);
        }

        (await load.StopAsync()).ExpectNothingLost();
        Assert.True((ExitCode)ended.ExitCode is ExitCode.Failed or ExitCode.NeedsPerson, ended.All);
        Assert.Contains("No space left on device", ended.All, StringComparison.Ordinal);
        Assert.Equal(before, (await shop.AskAsync()).Version);
        (await shop.DeployAsync($"after-router-{step.Length}")).Expect(ExitCode.Released);
        await shop.ExpectAtRestAsync($"after-router-{step.Length}");
    }

    private async Task<Ended> FillAndReleaseAsync(string container, string version, string step)
    {
        var assignment = await shop.DeploymentOfAsync(version) with { DrainSeconds = 3 };
        if (step.Length == 0)
        {
            await shop.FillAsync(container);
            return await ShopOnTarget.RunAsync(assignment);
        }

        // Held right after the step was announced, so that it is the next entry that finds no space.
        var announced = new KillPoint(await shop.FindEntryAsync(EntryKind.StepStarted, step), KillMoment.After, Freeze: true);
        await using var deployer = ShopOnTarget.Start(assignment with { Kill = announced });
        Assert.True(await deployer.ReadUntilAsync("locked"));
        await deployer.AwaitStoppedAsync();
        await shop.FillAsync(container);
        await deployer.SignalAsync("CONT");
        return await deployer.EndAsync();
    }
}
