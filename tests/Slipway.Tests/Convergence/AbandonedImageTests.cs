using Slipway.Applications;
using Slipway.Execution;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>What was pulled for a release that never went live does not stay on the engine for ever.</summary>
public sealed class AbandonedImageTests
{
    [Fact]
    public async Task The_image_of_a_release_that_failed_goes_with_the_next_one()
    {
        var shell = await KillSweep.ReleaseAsync(RetirePolicy.KeepWarm, "1.0", "1.1");
        var bad = ShopDescription.Request("1.2", Behaviour.Unhealthy);
        await Assert.ThrowsAsync<ReleaseFailedException>(() => shell.DeployAsync(bad));
        Assert.Contains(bad.Images["shop"], shell.Target.Images);

        await shell.DeployAsync(ShopDescription.Request("1.3"));
        Assert.DoesNotContain(bad.Images["shop"], shell.Target.Images);
    }

    [Fact]
    public async Task The_image_of_a_release_that_was_killed_goes_with_the_next_one_and_stays_for_its_own_repetition()
    {
        var prepared = await KillSweep.ReleaseAsync(RetirePolicy.KeepWarm, "1.0", "1.1");
        var killed = ShopDescription.Request("1.2");
        await KillSweep.RunAsync(prepared, (shell, fate) => shell.DeployAsync(killed, fate), async shell =>
        {
            var again = shell.Copy();
            await again.DeployAsync(killed);
            // One that went live is the release before, which a rollback may want.
            var went = shell.Target.Router.Split == again.Target.Router.Split;
            await shell.DeployAsync(ShopDescription.Request("1.3"));
            return
            [
                .. again.Target.Images.Contains(killed.Images["shop"]) ? Array.Empty<string>() : ["the image of the live release is gone"],
                .. !went && shell.Target.Images.Contains(killed.Images["shop"])
                    ? ["the image of a release that never went live is still there"]
                    : Array.Empty<string>(),
            ];
        });
    }
}
