using Slipway.Applications;
using Slipway.Plans;
using Slipway.Steps;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Applications;

/// <summary>A request whose images were not pushed: it can be looked at, and nothing else.</summary>
public sealed class UnpushedImageTests
{
    private static readonly ReleaseRequest Unpushed =
        ShopDescription.Request("1.1") with { Images = new Dictionary<string, string>(StringComparer.Ordinal) };

    [Fact]
    public async Task Its_plan_is_shown_and_says_which_images_are_missing()
    {
        var shell = await PrepareAsync();
        var steps = (await shell.PlanAsync(Unpushed)).SelectMany(plan => plan.Steps).Select(step => step.Do).ToList();

        Assert.All(steps.OfType<PullImage>(), pull => Assert.Null(pull.Reference));
        Assert.Contains(steps, step => step.Describe() == "Pull shop@(not pushed yet)");
        Assert.Contains(steps, step => step.Describe() == "Start release 2 in the green slot");
    }

    [Fact]
    public async Task It_is_neither_migrated_for_nor_deployed()
    {
        var shell = await PrepareAsync();
        var before = shell.Target.Log.Count;
        var error = await Assert.ThrowsAsync<SpecificationException>(() => shell.DeployAsync(Unpushed));

        Assert.Equal("images.shop", Assert.Single(error.Faults).Path);
        Assert.DoesNotContain(shell.Target.Log.Skip(before), effect => effect.Contains("create", StringComparison.Ordinal));
        Assert.Single(await shell.HistoryAsync(), entry => entry.Start.Run == Slipway.Keeper.RunKind.Deploy);
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.0"));
    }

    private static async Task<Shell> PrepareAsync()
    {
        var shell = new Shell(new RecordingTarget(), ShopDescription.Whole);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        return shell;
    }
}
