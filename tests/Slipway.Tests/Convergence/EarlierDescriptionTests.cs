using Slipway.Applications;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>What an earlier description had and the one of today does not is found by its labels.</summary>
public sealed class EarlierDescriptionTests
{
    private static readonly Application Before = ShopDescription.Whole with
    {
        Services =
        [
            ShopDescription.Whole.Services[0], ShopDescription.Whole.Services[1] with { Secrets = [SecretFile.Generated("api-key")] },
        ],
    };

    private static readonly Application After = Before with
    {
        Services = [Before.Services[0], Before.Services[1] with { Name = "orders", Secrets = [] }],
        Workers = [Before.Workers[0]],
        SharedServices = [],
    };

    [Fact]
    public async Task Renamed_and_removed_workloads_go_with_their_slots_and_secrets()
    {
        var target = await ReleaseAsync();
        var shell = new Shell(target, After);
        await shell.DeployAsync(ShopDescription.Request("1.2"));
        await shell.CleanupAsync();
        Assert.Equal(
            ["shop-biller-blue", "shop-database", "shop-keeper", "shop-orders-blue", "shop-router", "shop-web-blue"],
            target.Containers.Keys);
        Assert.Equal(["shop-database-data", "shop-database-secrets", "shop-slipway", "shop-web-blue-secrets"], target.Volumes.Keys);
        Assert.Empty(target.Violations);
    }

    [Fact]
    public async Task Removed_shared_service_keeps_its_data_until_a_reset()
    {
        var target = await ReleaseAsync();
        var shell = new Shell(target, After);
        await shell.DeployAsync(ShopDescription.Request("1.2"));
        await shell.CleanupAsync();
        Assert.Contains("shop-database-data", target.Volumes.Keys);
        await shell.ResetAsync();
        Assert.Empty(target.Containers);
        Assert.Empty(target.Volumes);
    }

    private static async Task<RecordingTarget> ReleaseAsync()
    {
        var target = new RecordingTarget();
        var shell = new Shell(target, Before);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        return target;
    }
}
