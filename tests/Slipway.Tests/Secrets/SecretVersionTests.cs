using Slipway.Applications;
using Slipway.Plans;
using Slipway.Reporting;
using Slipway.Routing;
using Slipway.Tests.Convergence;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Secrets;

/// <summary>A release has versions of its secrets, and comes back with them.</summary>
public sealed class SecretVersionTests
{
    [Fact]
    public async Task A_rotated_secret_is_a_change_and_is_delivered_by_the_next_deploy()
    {
        var shell = await SecretShop.ReleasedAsync(SecretShop.With("first"));

        var report = await shell.Describing(SecretShop.With("second")).DeployAsync(ShopDescription.Request("1.0"));

        Assert.Equal(2, report.Release.Number);
        Assert.Equal("second", shell.Target.Delivered[SecretShop.OtherWeb][0]);
        Assert.Null((await shell.Describing(SecretShop.With("second")).DeployAsync(ShopDescription.Request("1.0"))).Run);
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.0"));
    }

    [Fact]
    public async Task A_rotated_secret_is_a_difference_and_neither_its_values_nor_its_versions_are_shown()
    {
        var shell = await SecretShop.ReleasedAsync(SecretShop.With("first"));
        var same = ShopDescription.Request("1.0");
        var rotated = shell.Describing(SecretShop.With("second"));

        Assert.Empty((await shell.CompareAsync(null, same)).Differences);
        var expected = new ReleaseDifference("secrets/api-key", "one value", "another value");
        Assert.Equal([expected], (await rotated.CompareAsync(null, same)).Differences);
        Assert.DoesNotContain((await shell.Describing(SecretShop.WithNone()).CompareAsync(null, same)).Differences,
            difference => difference.Path.StartsWith("secrets/", StringComparison.Ordinal));
        await rotated.DeployAsync(same);
        Assert.Equal([expected], (await rotated.CompareAsync(1, 2)).Differences);
    }

    [Fact]
    public async Task A_rotated_secret_of_a_worker_alone_is_delivered_too()
    {
        Application Shop(string key) => ShopDescription.Whole with
        {
            Workers = [new Worker { Name = "mailer", Image = ShopDescription.Image, Secrets = [SecretFile.Given("mail-key", key)] }],
        };
        var shell = await SecretShop.ReleasedAsync(Shop("first"));
        await shell.Describing(Shop("second")).DeployAsync(ShopDescription.Request("1.0"));
        Assert.Equal(["second"], shell.Target.Delivered["shop-mailer-green-secrets"]);
    }

    [Fact]
    public async Task A_rotated_secret_of_the_migration_alone_is_kept_for_the_next_one_and_nothing_is_switched()
    {
        Application Shop(string key) => ShopDescription.Whole with
        {
            Migration = ShopDescription.Whole.Migration! with { Secrets = [SecretFile.Given("schema-key", key)] },
        };
        var live = ShopDescription.Request("1.0");
        var shell = await SecretShop.ReleasedAsync(Shop("first"));
        var rotated = shell.Describing(Shop("second"));
        var log = shell.Target.Log.Count;

        Assert.Equal(["secrets/schema-key"], (await rotated.CompareAsync(null, live)).Differences.Select(difference => difference.Path));
        Assert.Contains("secrets/schema-key",
            Assert.Single(await rotated.PlanAsync(live)).Steps[^1].Do.Describe(), StringComparison.Ordinal);
        var report = await rotated.DeployAsync(live);

        Assert.Equal(1, report.Release.Number);
        Assert.DoesNotContain(shell.Target.Log.Skip(log),
            effect => effect.StartsWith("create", StringComparison.Ordinal) || effect.StartsWith("router shift", StringComparison.Ordinal));
        Assert.Contains(rotated.Observer.Heard, line =>
            line.Contains("schema-key is read by the migration alone: the next one has its new value", StringComparison.Ordinal));
        Assert.Equal("second", shell.Target.Files[$"secrets/schema-key.{report.Release.Secrets!["schema-key"]}"]);
        Assert.Null((await rotated.DeployAsync(live)).Run);
        Assert.Empty((await rotated.CompareAsync(null, live)).Differences);
        await rotated.DeployAsync(ShopDescription.Request("1.1") with { Secrets = new SecretOptions { Keep = true } });
        Assert.Equal(["second"], shell.Target.Delivered["shop-migrate-2-secrets"]);
    }

    [Fact]
    public async Task The_same_value_is_the_same_version_and_nothing_grows()
    {
        var shell = await SecretShop.ReleasedAsync(SecretShop.With("first"));
        var store = shell.Store().ToList();
        foreach (var version in (string[])["1.1", "1.2", "1.3"])
        {
            await shell.DeployAsync(ShopDescription.Request(version));
        }

        await shell.Describing(SecretShop.With("second")).DeployAsync(ShopDescription.Request("1.4"));
        var report = await shell.DeployAsync(ShopDescription.Request("1.5"));
        Assert.Equal((await shell.StatusAsync())!.State.Releases[0].Secrets!["api-key"], report.Release.Secrets!["api-key"]);
        await shell.DeployAsync(ShopDescription.Request("1.6"));
        await shell.DeployAsync(ShopDescription.Request("1.7"));
        Assert.Equal(store, shell.Store());
    }

    [Fact]
    public async Task A_record_holds_versions_that_tell_nothing_and_another_target_has_others()
    {
        var here = (await SecretShop.ReleasedAsync(SecretShop.With("first", "p"))).StatusAsync();
        var there = (await SecretShop.ReleasedAsync(SecretShop.With("first", "p"))).StatusAsync();
        var (one, other) = ((await here)!.State.LiveRelease!.Secrets!, (await there)!.State.LiveRelease!.Secrets!);
        Assert.Equal(["api-key", "database-password"], one.Keys.Order(StringComparer.Ordinal));
        Assert.NotEqual(one["api-key"], other["api-key"]);
        Assert.All(one.Values, version => Assert.Matches("^[0-9a-f]{16}$", version));
    }

    [Fact]
    public async Task A_cold_rollback_brings_the_versions_back_that_the_release_had()
    {
        var shell = await SecretShop.ReleasedAsync(SecretShop.With("first", retire: RetirePolicy.Remove));
        var second = shell.Describing(SecretShop.With("second", retire: RetirePolicy.Remove));
        await second.DeployAsync(ShopDescription.Request("1.1"));
        var password = shell.Target.Delivered[SecretShop.Database].Single();

        await second.RollbackAsync();

        Assert.Equal(["first", password], shell.Target.Delivered[SecretShop.Web]);
        Assert.Empty(Rest.Find(shell.Target, second.Application, "1.0"));
    }

    [Fact]
    public async Task A_warm_rollback_keeps_the_containers_and_what_they_have()
    {
        var shell = await SecretShop.ReleasedAsync(SecretShop.With("first"));
        await shell.Describing(SecretShop.With("second")).DeployAsync(ShopDescription.Request("1.1"));
        var log = shell.Target.Log.Count;

        var report = await shell.Describing(SecretShop.With("third")).RollbackAsync();

        Assert.DoesNotContain(shell.Target.Log.Skip(log), effect => effect.StartsWith("create shop-web", StringComparison.Ordinal));
        Assert.Equal("first", shell.Target.Files[$"secrets/api-key.{report.Release.Secrets!["api-key"]}"]);
        // What came back has the old key: a deploy of the same version with the new one is a change.
        await shell.Describing(SecretShop.With("second")).DeployAsync(ShopDescription.Request("1.0"));
        Assert.Equal("second", shell.Target.Delivered[SecretShop.OtherWeb][0]);
    }

    [Fact]
    public async Task A_leaked_secret_does_not_come_back_when_the_current_ones_are_asked_for()
    {
        var shell = await SecretShop.ReleasedAsync(SecretShop.With("leaked"));
        await shell.Describing(SecretShop.With("fresh")).DeployAsync(ShopDescription.Request("1.1"));
        var bare = shell.Describing(SecretShop.WithNone());

        await bare.RollbackAsync(withCurrentSecrets: true);

        Assert.Equal("fresh", shell.Target.Delivered[SecretShop.Web][0]);
        Assert.Empty(Rest.Find(shell.Target, bare.Application, "1.0"));
        // Nor later, by a rollback that brings the same release back once more.
        await bare.RollbackAsync(toRelease: 2);
        await bare.CleanupAsync();
        await bare.RollbackAsync(toRelease: 1);
        Assert.Equal("fresh", shell.Target.Delivered[SecretShop.Web][0]);
    }

    [Fact]
    public async Task Versions_that_no_kept_release_has_go_with_it_and_a_rollback_to_it_is_refused()
    {
        var shell = await SecretShop.ReleasedAsync(SecretShop.With("key 1") with { Retention = 2 });
        for (var number = 2; number <= 5; number++)
        {
            await shell.Describing(SecretShop.With($"key {number}") with { Retention = 2 }).DeployAsync(
                ShopDescription.Request($"1.{number}"));
        }

        Assert.Equal(2, shell.Versions("api-key"));
        Assert.Equal(1, shell.Versions("database-password"));
        var refused = await Assert.ThrowsAsync<SpecificationException>(() => shell.RollbackAsync(toRelease: 1));
        Assert.Equal("secrets.api-key", Assert.Single(refused.Faults).Path);
        Assert.Contains("--with-current-secrets", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rollback_with_other_secrets_that_is_killed_at_any_effect_can_be_run_again_and_brings_them()
    {
        var shell = await SecretShop.ReleasedAsync(SecretShop.With("leaked"));
        await shell.Describing(SecretShop.With("fresh")).DeployAsync(ShopDescription.Request("1.1"));
        await KillSweep.RunAsync(
            shell, (killed, fate) => killed.Describing(SecretShop.With(key: null)).RollbackAsync(fate: fate, withCurrentSecrets: true),
            async killed =>
            {
                var bare = killed.Describing(SecretShop.With(key: null));
                await bare.CleanupAsync();
                if ((await bare.StatusAsync())!.State.LiveRelease!.Version == "1.1")
                {
                    await bare.RollbackAsync(withCurrentSecrets: true);
                }

                var live = (await bare.StatusAsync())!.State.LiveRelease!;
                var delivered = killed.Target.Delivered[$"shop-web-{live.Slot.Label()}-secrets"][0];
                return delivered == "fresh" ? Rest.Find(killed.Target, bare.Application, "1.0") : [$"{delivered} was delivered"];
            });
    }

    [Fact]
    public async Task A_cleanup_takes_versions_that_only_a_failed_release_had()
    {
        var shell = await SecretShop.ReleasedAsync(SecretShop.With("first"));
        await Assert.ThrowsAnyAsync<SlipwayException>(() => shell.Describing(SecretShop.With("bad"))
            .DeployAsync(ShopDescription.Request("1.1", Behaviour.Unhealthy)));
        await shell.DeployAsync(ShopDescription.Request("1.2"));
        await shell.CleanupAsync();
        Assert.Equal(1, shell.Versions("api-key"));
    }
}
