using Slipway.Plans;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Secrets;

/// <summary>A secret that a shared service has too belongs to the service: no release moves it.</summary>
public sealed class SharedSecretTests
{
    private static readonly SecretOptions Accepting = new() { AcceptShared = true };

    [Fact]
    public async Task Another_value_is_refused_before_anything_is_touched()
    {
        var shell = await SecretShop.ReleasedAsync(SecretShop.With("k", "old"));
        var (log, files) = (shell.Target.Log.Count, shell.Target.Files.ToList());
        var changed = shell.Describing(SecretShop.With("k", "new"));

        foreach (var command in (Func<Task>[])
            [() => changed.DeployAsync(ShopDescription.Request("1.1")), () => changed.CheckAsync(new SecretOptions()),
                () => changed.PlanAsync(ShopDescription.Request("1.1"))])
        {
            var refused = await Assert.ThrowsAsync<SpecificationException>(command);
            var fault = Assert.Single(refused.Faults);
            Assert.Equal("secrets.database-password", fault.Path);
            Assert.Contains("database has, which does not follow by itself", fault.Message, StringComparison.Ordinal);
            Assert.Contains("--accept-shared-secrets", fault.Message, StringComparison.Ordinal);
            Assert.Equal(ExitCode.Usage, changed.CodeOf(refused));
        }

        Assert.All(shell.Target.Log.Skip(log), effect => Assert.True(effect is "lock", effect));
        Assert.Equal(files, shell.Target.Files);
    }

    [Fact]
    public async Task A_value_of_a_deploy_that_is_refused_for_another_reason_is_not_kept()
    {
        var shell = await SecretShop.ReleasedAsync(SecretShop.With("k", "old"));
        var files = shell.Target.Files.ToList();
        shell.Target.AddressHolder = "somebody";
        await Assert.ThrowsAsync<SpecificationException>(() => shell.Describing(SecretShop.With("other", "new"))
            .DeployAsync(ShopDescription.Request("1.1") with { Secrets = Accepting }));
        Assert.Equal(files, shell.Target.Files);
    }

    [Fact]
    public async Task One_that_the_target_made_is_not_replaced_by_one_that_is_given()
    {
        var shell = await SecretShop.ReleasedAsync(SecretShop.With("k"));
        await Assert.ThrowsAsync<SpecificationException>(() =>
            shell.Describing(SecretShop.With("k", "given")).DeployAsync(ShopDescription.Request("1.1")));
    }

    [Fact]
    public async Task Another_value_that_was_accepted_is_told_and_delivered_to_releases_alone()
    {
        var shell = await SecretShop.ReleasedAsync(SecretShop.With("k", "old"));
        var changed = shell.Describing(SecretShop.With("k", "new"));

        await changed.DeployAsync(ShopDescription.Request("1.0") with { Secrets = Accepting });

        Assert.Single(changed.Observer.Heard, line => line.Contains(
            "The shared service database does not follow the new value of database-password", StringComparison.Ordinal));
        Assert.Equal(["k", "new"], shell.Target.Delivered[SecretShop.OtherWeb]);
        Assert.Equal(["old"], shell.Target.Delivered[SecretShop.Database]);
        // From now on it is the one that the service has.
        await changed.DeployAsync(ShopDescription.Request("1.1"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rollback_takes_the_version_of_today_and_says_so_and_makes_a_warm_slot_anew(bool described)
    {
        var shell = await SecretShop.ReleasedAsync(SecretShop.With("first", "old"));
        await shell.Describing(SecretShop.With("second", "new")).DeployAsync(ShopDescription.Request("1.1") with { Secrets = Accepting });
        var bare = shell.Describing(described ? SecretShop.WithNone() : SecretShop.WithNone() with { SharedServices = [] });

        await bare.RollbackAsync();

        Assert.Equal(["first", "new"], shell.Target.Delivered[SecretShop.Web]);
        Assert.Single(bare.Observer.Heard, line => line.Contains(
            "database-password belongs to the shared service database: its current version is used, not that of release 1",
            StringComparison.Ordinal));
        Assert.Empty(Rest.Find(shell.Target, SecretShop.WithNone(), "1.0"));
    }
}
