using Slipway.Applications;
using Slipway.Containers;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>A shared service that comes to a description of which nothing else changed.</summary>
public sealed class NewSharedServiceTests
{
    [Fact]
    public async Task It_is_planned_and_started_beside_the_live_release_which_stays_as_it_is()
    {
        var shell = new Shell(new RecordingTarget(), ShopDescription.Whole);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        var recipe = new ImageRecipe("slipway/cache", "FROM base", new Dictionary<string, string>(StringComparer.Ordinal));
        var added = shell.Describing(ShopDescription.Whole with
        {
            SharedServices =
            [
                .. ShopDescription.Whole.SharedServices,
                new SharedService { Name = "cache", Recipe = recipe, Secrets = [SecretFile.Generated("cache-key")] },
            ],
        });
        var same = ShopDescription.Request("1.0");

        Assert.Equal(["Make sure that the shared service cache runs"],
            (await added.PlanAsync(same)).SelectMany(plan => plan.Steps).Select(step => step.Do.Describe()));
        var report = await added.DeployAsync(same);

        Assert.Equal((1, null), (report.Release.Number, report.Run));
        Assert.True(shell.Target.Containers["shop-cache"].Runs);
        Assert.Single(shell.Target.Delivered, delivered => delivered.Key.Contains("cache", StringComparison.Ordinal));
        Assert.All(await added.PlanAsync(same), plan => Assert.Empty(plan.Steps));
        Assert.Empty(Rest.Find(shell.Target, added.Application, "1.0"));
    }
}
