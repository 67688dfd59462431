using Slipway.Applications;
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

    [Fact]
    public async Task One_that_the_service_alone_reads_is_told_by_all_and_refused_unless_it_is_accepted()
    {
        var shell = await SecretShop.ReleasedAsync(WithRoot("old"));
        var changed = shell.Describing(WithRoot("new"));
        var live = ShopDescription.Request("1.0");

        foreach (var command in (Func<Task>[])[() => changed.DeployAsync(live), () => changed.PlanAsync(live)])
        {
            Assert.Equal("secrets.root-password",
                Assert.Single((await Assert.ThrowsAsync<SpecificationException>(command)).Faults).Path);
        }

        var compared = await changed.CompareAsync(null, live);
        Assert.Equal("secrets/root-password", Assert.Single(compared.Differences).Path);
        Assert.Contains(compared.Notes, note => note.Contains("does not follow the new value of root-password", StringComparison.Ordinal));

        var accepted = live with { Secrets = Accepting };
        Assert.NotEmpty((await changed.PlanAsync(accepted)).SelectMany(plan => plan.Steps));
        var log = shell.Target.Log.Count;
        var report = await changed.DeployAsync(accepted);

        Assert.Equal(1, report.Release.Number);
        Assert.DoesNotContain(shell.Target.Log.Skip(log), effect => effect.StartsWith("create", StringComparison.Ordinal));
        Assert.Contains(changed.Observer.Heard, line =>
            line.Contains("The shared service database does not follow the new value of root-password", StringComparison.Ordinal));
        Assert.Equal("new", shell.Target.Files[$"secrets/root-password.{report.Release.Secrets!["root-password"]}"]);
        Assert.Empty((await changed.CompareAsync(null, live)).Differences);
        Assert.Null((await changed.DeployAsync(live)).Run);
    }

    [Fact]
    public async Task One_of_a_service_that_an_earlier_version_set_up_is_taken_for_what_is_given_and_that_is_said_by_all()
    {
        var shell = await SecretShop.ReleasedAsync(WithRoot("old"));
        foreach (var file in shell.Store().Where(file => file.Contains("root-password", StringComparison.Ordinal)).ToList())
        {
            shell.Target.Files.Remove(file);
        }

        const string Said = "The target keeps no value of root-password, which the shared service database has: "
            + "what is given is taken for it";
        var (planned, deployed) = (shell.Describing(WithRoot("given")), shell.Describing(WithRoot("given")));
        await planned.PlanAsync(ShopDescription.Request("1.1"));
        Assert.Contains(planned.Observer.Heard, line => line.Contains(Said, StringComparison.Ordinal));
        Assert.Contains((await planned.CompareAsync(null, ShopDescription.Request("1.1"))).Notes,
            note => note.Contains(Said, StringComparison.Ordinal));
        await deployed.DeployAsync(ShopDescription.Request("1.1"));
        Assert.Single(deployed.Observer.Heard, line => line.Contains(Said, StringComparison.Ordinal));
        // From now on another one is refused.
        await Assert.ThrowsAsync<SpecificationException>(() =>
            shell.Describing(WithRoot("other")).DeployAsync(ShopDescription.Request("1.2")));
    }

    private static Application WithRoot(string value)
    {
        var shop = SecretShop.With("k", "p");
        var database = shop.SharedServices[0];
        return shop with
        {
            SharedServices = [database with { Secrets = [.. database.Secrets, SecretFile.Given("root-password", value)] }],
        };
    }
}
