using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>What retention takes from the engine and from a registry of its own, beside other applications on the same engine.</summary>
public sealed class SharedImageTests
{
    private const string First = "shop@sha256:good-1.0";

    [Fact]
    public async Task An_image_beyond_the_retention_goes_from_the_registry_as_well_and_is_named()
    {
        var shell = await ReleasedAsync(retention: 1, "1.0", "1.1", "1.2");
        Assert.Equal(["shop@sha256:good-1.2"], shell.Target.Registry);
        Assert.Contains(
            "done Remove images beyond the last 1 releases (removed: shop@sha256:good-1.0; from the registry: shop@sha256:good-1.1)",
            shell.Observer.Heard);
        // The container that stays for a rollback runs from it.
        Assert.Contains("shop@sha256:good-1.1", shell.Target.Images);

        await shell.CleanupAsync();
        Assert.DoesNotContain("shop@sha256:good-1.1", shell.Target.Images);
        Assert.Contains("done Remove images beyond the last 1 releases (removed: shop@sha256:good-1.1)", shell.Observer.Heard);

        await shell.CleanupAsync();
        Assert.Equal("done Remove images beyond the last 1 releases (nothing to remove)", shell.Observer.Heard[^2]);
    }

    [Fact]
    public async Task An_image_that_another_stage_may_go_back_to_stays_until_its_own_retention_drops_it()
    {
        var shell = await ReleasedAsync(retention: 1, "1.0");
        var staging = await AdoptAsync(shell.Target, retention: 2, "1.0", "1.1");
        foreach (var version in (string[])["1.2", "1.3"])
        {
            await shell.DeployAsync(ShopDescription.Request(version));
        }

        await shell.CleanupAsync();
        Assert.Contains(First, shell.Target.Registry);
        Assert.Contains(First, shell.Target.Images);

        await staging.DeployAsync(ShopDescription.Request("1.4"));
        await shell.CleanupAsync();
        Assert.DoesNotContain(First, shell.Target.Registry);
        Assert.DoesNotContain(First, shell.Target.Images);
        Assert.Contains("shop@sha256:good-1.3", shell.Target.Registry);
    }

    [Fact]
    public async Task Nothing_is_taken_from_a_registry_while_a_neighbour_cannot_say_what_it_needs()
    {
        var shell = await ReleasedAsync(retention: 1, "1.0");
        await AdoptAsync(shell.Target, retention: 2, "1.0");
        shell.Target.Containers["shop-staging-keeper"].Status = ContainerStatus.Exited;

        await shell.DeployAsync(ShopDescription.Request("1.1"));
        await shell.DeployAsync(ShopDescription.Request("1.2"));

        Assert.Contains(First, shell.Target.Registry);
        Assert.Contains(shell.Observer.Heard, heard => heard.Contains(
            "the container shop-staging-keeper, which knows what shop-staging needs, does not run", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reset_counts_no_image_that_was_long_gone_and_leaves_none_in_the_registry()
    {
        var shell = await ReleasedAsync(retention: 1, "1.0", "1.1", "1.2");
        await shell.CleanupAsync();

        var removal = await shell.FindRemovalAsync(keepData: false);

        Assert.Equal(["shop@sha256:good-1.2"], removal.Images);
        Assert.Equal(["shop@sha256:good-1.2"], removal.Manifests);
        await shell.ResetAsync();
        Assert.Empty(shell.Target.Registry);
        Assert.Contains("note Removed image shop@sha256:good-1.2", shell.Observer.Heard);
    }

    private static async Task<Shell> ReleasedAsync(int retention, params IReadOnlyList<string> versions)
    {
        var shell = new Shell(new RecordingTarget(), ShopDescription.Web with { Retention = retention });
        foreach (var version in versions)
        {
            await shell.DeployAsync(ShopDescription.Request(version));
        }

        return shell;
    }

    /// <summary>A stage that releases the same images on the same engine.</summary>
    private static async Task<Shell> AdoptAsync(RecordingTarget target, int retention, params IReadOnlyList<string> versions)
    {
        var staging = new Shell(new RecordingTarget(), ShopDescription.Web with { Retention = retention });
        foreach (var version in versions)
        {
            await staging.DeployAsync(ShopDescription.Request(version));
        }

        target.Neighbours["shop-staging"] = staging.Target.Files;
        var keeper = staging.Target.Containers["shop-keeper"].Spec;
        var labels = new ResourceNames("shop-staging").With((ResourceNames.RoleLabel, ResourceNames.KeeperRole));
        target.Containers["shop-staging-keeper"] = new RecordedContainer(
            keeper with { Name = "shop-staging-keeper", Labels = labels }, target.NextAddress()) { Status = ContainerStatus.Running };
        return staging;
    }
}
