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

    [Theory]
    [InlineData("")]
    [InlineData("shop")]
    [InlineData("shop:1.1")]
    [InlineData("shop@(not pushed yet)")]
    [InlineData("shop@sha256")]
    [InlineData("@sha256:0123")]
    [InlineData("sha256:0123")]
    [InlineData("shop:1.1 @sha256:0123")]
    public async Task One_with_a_reference_that_is_no_digest_is_neither_planned_nor_migrated_for_nor_deployed(string reference)
    {
        var shell = await PrepareAsync();
        var request = Unpushed with { Images = new Dictionary<string, string>(StringComparer.Ordinal) { ["shop"] = reference } };
        var journal = (await shell.HistoryAsync()).Count;

        foreach (var command in new Func<Task>[] { () => shell.PlanAsync(request), () => shell.DeployAsync(request) })
        {
            var error = await Assert.ThrowsAsync<SpecificationException>(command);
            Assert.Equal("images.shop", Assert.Single(error.Faults).Path);
        }

        Assert.Equal(journal, (await shell.HistoryAsync()).Count);
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.0"));
    }

    /// <summary>An earlier version of Slipway wrote down what had not been pushed.</summary>
    [Theory]
    [InlineData("shop@(not pushed yet)")]
    [InlineData("shop:1.1")]
    [InlineData("")]
    public async Task One_that_an_earlier_version_wrote_down_keeps_nothing_from_being_pruned_cleaned_or_reset(string reference)
    {
        var shell = await PrepareAsync();
        for (var number = 1; number <= shell.Application.Retention; number++)
        {
            await shell.DeployAsync(ShopDescription.Request($"1.{number}"));
        }

        var oldest = ShopDescription.Request("1.0").Images["shop"];
        foreach (var (file, text) in shell.Target.Files.ToList())
        {
            shell.Target.Files[file] = text.Replace($"\"{oldest}\"", $"\"{reference}\"", StringComparison.Ordinal);
        }

        Assert.Contains(shell.Target.Files, file => file.Value.Contains($"\"{reference}\"", StringComparison.Ordinal));
        await shell.CleanupAsync();
        await shell.DeployAsync(ShopDescription.Request("2.0"));
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "2.0"));
        var refused = await Assert.ThrowsAnyAsync<UsageException>(() => shell.RollbackAsync(toRelease: 1));
        Assert.Contains("shop", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(reference, (await shell.FindRemovalAsync(keepData: false)).Images);
        await shell.ResetAsync();
        Assert.Empty(shell.Target.Containers);
    }

    private static async Task<Shell> PrepareAsync()
    {
        var shell = new Shell(new RecordingTarget(), ShopDescription.Whole);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        return shell;
    }
}
