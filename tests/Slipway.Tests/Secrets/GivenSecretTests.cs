using Slipway.Applications;
using Slipway.Plans;
using Slipway.Routing;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Secrets;

/// <summary>A secret that has to be given is never made up, and only a deploy needs it.</summary>
public sealed class GivenSecretTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task All_that_are_missing_are_named_at_once_and_nothing_is_touched(string? value)
    {
        var secrets = (SecretFile[])[SecretFile.Given("api-key", value), SecretFile.Given("mail-password", value)];
        var shop = ShopDescription.Web with { Services = [ShopDescription.Web.Services[0] with { Secrets = secrets }] };
        var shell = new Shell(new RecordingTarget(), shop);

        foreach (var command in (Func<Task>[])
            [() => shell.DeployAsync(ShopDescription.Request("1.0")), () => shell.CheckAsync(new SecretOptions()),
                () => shell.PlanAsync(ShopDescription.Request("1.0"))])
        {
            var refused = await Assert.ThrowsAsync<SpecificationException>(command);
            Assert.Equal(["secrets.api-key", "secrets.mail-password"], refused.Faults.Select(fault => fault.Path));
            Assert.Contains("--keep-secrets", refused.Message, StringComparison.Ordinal);
            Assert.Equal(ExitCode.Usage, shell.CodeOf(refused));
        }

        Assert.Empty(shell.Target.Containers);
        Assert.Empty(shell.Target.Files);
    }

    [Fact]
    public void What_a_deploy_lacks_is_known_without_asking_anybody()
    {
        var tls = SecretShop.WithNone() with { Router = new RouterSettings { Tls = new TlsSettings(Certificate: null) } };
        Assert.Equal(["secrets.api-key", "secrets.database-password", "router.tls.certificate"],
            ReleaseEngine.FindMissingSecrets(tls).Select(fault => fault.Path));
        Assert.Empty(ReleaseEngine.FindMissingSecrets(SecretShop.With("k")));
    }

    [Fact]
    public void What_is_missing_is_named_with_what_gives_it_and_never_with_a_text_that_may_be_the_value()
    {
        string? mailKey = null;
        var secrets = (SecretFile[])
        [
            SecretFile.Given("one", mailKey), SecretFile.Given("two", Environment.GetEnvironmentVariable("NOBODY_SETS_THIS")),
            SecretFile.Given("three", "hunter2"[..0]), SecretFile.Given("four", null),
            SecretFile.Given("five", mailKey) with { GivenBy = "--five" },
        ];
        var shop = ShopDescription.Web with { Services = [ShopDescription.Web.Services[0] with { Secrets = secrets }] };

        var mends = ReleaseEngine.FindMissingSecrets(shop).Select(fault => fault.ToString().Split("given: ")[1].Split(", or take")[0]);

        Assert.Equal(["give it by mailKey", "give it by NOBODY_SETS_THIS", "give it", "give it", "give it by --five"], mends);
        Assert.Equal(SecretFile.Given("one", mailKey), SecretFile.Given("one", null));
    }

    [Fact]
    public async Task Kept_ones_are_those_of_the_live_release_whatever_is_given()
    {
        var shell = await SecretShop.ReleasedAsync(SecretShop.With("first", "p"));
        foreach (var (version, description) in new[] { ("1.1", SecretShop.WithNone()), ("1.2", SecretShop.With("second", "other")) })
        {
            await shell.Describing(description).DeployAsync(
                ShopDescription.Request(version) with { Secrets = new SecretOptions { Keep = true } });
            Assert.Equal(["first", "p"], shell.Target.Delivered[version == "1.1" ? SecretShop.OtherWeb : SecretShop.Web]);
        }

        Assert.Equal(1, shell.Versions("api-key"));
    }

    [Fact]
    public async Task Kept_ones_that_nothing_live_has_are_refused()
    {
        var shell = new Shell(new RecordingTarget(), SecretShop.WithNone());
        var refused = await Assert.ThrowsAsync<SpecificationException>(() =>
            shell.DeployAsync(ShopDescription.Request("1.0") with { Secrets = new SecretOptions { Keep = true } }));
        Assert.Equal(["secrets.api-key", "secrets.database-password"], refused.Faults.Select(fault => fault.Path));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Kept_secrets_hold_no_certificate_that_the_router_never_had(bool changed)
    {
        var shell = await SecretShop.ReleasedAsync(SecretShop.With("first", "p"));
        shell.Target.CertificateMissing = true;
        var (log, files) = (shell.Target.Log.Count, shell.Target.Files.ToList());
        var tls = shell.Describing(SecretShop.WithNone() with { Router = new RouterSettings { Tls = new TlsSettings(Certificate: null) } });
        var keeping = new SecretOptions { Keep = true };
        var request = ShopDescription.Request(changed ? "1.1" : "1.0") with { Secrets = keeping };

        foreach (var command in (Func<Task>[])
            [() => tls.DeployAsync(request), () => tls.CheckAsync(keeping), () => tls.PlanAsync(request)])
        {
            var refused = await Assert.ThrowsAsync<SpecificationException>(command);
            Assert.Equal("router.tls.certificate", Assert.Single(refused.Faults).Path);
            Assert.Contains("the router has none to keep: give it", refused.Message, StringComparison.Ordinal);
            Assert.Equal(ExitCode.Usage, tls.CodeOf(refused));
        }

        Assert.All(shell.Target.Log.Skip(log), effect => Assert.Equal("lock", effect));
        Assert.Equal(files, shell.Target.Files);
        shell.Target.CertificateMissing = false;
        await tls.DeployAsync(request);
    }

    [Fact]
    public async Task Every_other_command_runs_on_a_machine_without_any_secret()
    {
        var shell = await SecretShop.ReleasedAsync(SecretShop.With("first", "p"));
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        var bare = shell.Describing(SecretShop.WithNone());

        await bare.RollbackAsync();
        await bare.SwitchAsync(Slot.Green);
        await bare.MaintainAsync(on: true);
        await bare.MaintainAsync(on: false);
        await bare.StatusAsync();
        await bare.CleanupAsync();
        await bare.RollbackAsync(toRelease: 1);
        await bare.HistoryAsync();

        Assert.Equal(["first", "p"], shell.Target.Delivered[SecretShop.Web]);
        Assert.Empty(Rest.Find(shell.Target, bare.Application, "1.0"));
    }

    [Fact]
    public async Task What_was_killed_at_any_effect_is_brought_to_rest_on_a_machine_without_any_secret()
    {
        var released = await SecretShop.ReleasedAsync(SecretShop.With("first", "p"));
        var counting = new Fate();
        await released.Copy().Describing(SecretShop.With("second", "p")).DeployAsync(ShopDescription.Request("1.1"), counting);
        for (var effect = 1; effect < counting.Effects; effect++)
        {
            var shell = released.Copy();
            await Assert.ThrowsAsync<KilledException>(() => shell.Describing(SecretShop.With("second", "p"))
                .DeployAsync(ShopDescription.Request("1.1"), new Fate { DieAfter = effect }));
            var bare = shell.Describing(SecretShop.WithNone());
            await bare.CleanupAsync();
            Assert.Empty(Rest.LeftSecrets(shell.Target));
            Assert.Null((await bare.StatusAsync())!.State.Interrupted);
            var live = (await bare.StatusAsync())!.State.LiveRelease!;
            Assert.Equal(live.Version == "1.0" ? "first" : "second",
                shell.Target.Files[$"secrets/api-key.{live.Secrets!["api-key"]}"]);
        }
    }

    [Fact]
    public async Task A_canary_is_promoted_and_aborted_on_a_machine_without_any_secret()
    {
        foreach (var promote in (bool[])[true, false])
        {
            Application Canary(Application shop) => (shop with { Strategies = ShopDescription.Replicated.Strategies })
                .WithCanary(canary => canary with { Manual = true }).By("canary");
            var shell = await SecretShop.ReleasedAsync(Canary(SecretShop.With("first", "p")));
            await shell.Describing(Canary(SecretShop.With("second", "p"))).DeployAsync(ShopDescription.Request("1.1"));
            var bare = shell.Describing(Canary(SecretShop.WithNone()));
            await (promote ? bare.PromoteAsync(toFull: true) : bare.AbortAsync());
            Assert.Equal(promote ? "1.1" : "1.0", (await bare.StatusAsync())!.State.LiveRelease!.Version);
        }
    }
}
