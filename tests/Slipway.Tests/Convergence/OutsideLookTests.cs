using Slipway.Applications;
using Slipway.Execution;
using Slipway.Plans;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Strategies;
using Slipway.Tests.Recording;
using Slipway.Verification;

namespace Slipway.Tests.Convergence;

/// <summary>The live site is looked at from where a release is run, and a release that nobody outside is shown goes back.</summary>
public sealed class OutsideLookTests
{
    private static readonly ProbeAnswer Refused = new(null, "connection refused");

    public static TheoryData<string> Strategies => [.. StrategyRegistry.BuiltIn.Names];

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task A_release_that_is_not_answered_outside_goes_back(string strategy)
    {
        var shell = await Shell.ReleasedTwiceAsync(strategy);
        // An outer proxy that knows the old version's paths alone.
        shell.Target.Outside = () => shell.Target.Router.Split.Only == Slot.Blue ? new ProbeAnswer(404, "not here") : null;

        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => shell.DeployAsync(ShopDescription.Request("1.2")));

        Assert.Equal(ExitCode.Failed, shell.CodeOf(error));
        Assert.IsType<LookFromOutside>(error.Step);
        Assert.Contains("status 404: not here at http://application.test/version.json", error.Message, StringComparison.Ordinal);
        shell.Target.Outside = null;
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.1"));
    }

    [Fact]
    public async Task A_site_that_was_reached_and_is_not_any_more_takes_the_release_back()
    {
        var shell = await ReleasedAsync(ShopDescription.Web);
        shell.Target.Outside = () => shell.Target.Router.Split.Only == Slot.Green ? Refused : null;

        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => shell.DeployAsync(ShopDescription.Request("1.1")));

        Assert.Equal(ExitCode.Failed, shell.CodeOf(error));
        shell.Target.Outside = null;
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.0"));
    }

    [Fact]
    public async Task A_look_alone_tells_a_site_without_a_way_to_it_from_one_that_answers_another_version()
    {
        var shell = await ReleasedAsync(ShopDescription.Web);
        foreach (var (answer, unreachable, mend) in new[]
            {
                (Refused, true, "`--public-address`"), (new ProbeAnswer(200, """{"version":"0.9"}"""), false, "`Rollback`"),
            })
        {
            shell.Target.Outside = () => answer;
            var live = (await shell.StatusAsync())!;
            var error = await Assert.ThrowsAsync<LiveSiteException>(() => shell.Target.Time.RunAsync(() =>
                shell.Engine(new Fate()).VerifyLiveAsync(live.Address, live.State.LiveRelease!, CancellationToken.None)));
            Assert.Equal(unreachable, error.IsUnreachable);
            Assert.Contains(mend, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_deploy_that_could_not_look_is_refused_before_anything_is_touched_and_says_how_to_mend_it()
    {
        var shell = await ReleasedAsync(ShopDescription.Web);
        var before = shell.Target.Log.Count;
        shell.Target.Outside = () => Refused;

        foreach (var ask in (Func<Task>[])
            [
                () => shell.CheckAsync(new SecretOptions()), () => shell.PlanAsync(ShopDescription.Request("1.1")),
                () => shell.DeployAsync(ShopDescription.Request("1.1")),
            ])
        {
            var error = await Assert.ThrowsAsync<UsageException>(ask);
            Assert.Equal(ExitCode.Usage, shell.CodeOf(error));
            Assert.Equal(
                "verification.fromOutside: after the switch the live site is to be looked at from here, and http://application.test/ can't "
                + "be reached from here now: connection refused. Say by --public-address where this machine reaches it, or set "
                + "Verification.FromOutside to WhenReachable (looked at where that can be) or Off. Nothing was touched.", error.Message);
        }

        Assert.Equal(["lock", "lock"], shell.Target.Log.Skip(before));
    }

    /// <summary>
    /// A wrong port, or a proxy in between, has an answer for everything; a live version that fails is this application's own.
    /// </summary>
    [Theory]
    [InlineData(404, "not here", false, false)]
    [InlineData(200, "a page", false, false)]
    [InlineData(404, "", true, true)]
    [InlineData(502, "", false, true)]
    [InlineData(200, "{\"version\":\"1.0\"}", false, true)]
    public async Task What_answers_before_the_switch_and_is_not_this_application_is_not_its_site(
        int status, string body, bool slot, bool ours)
    {
        var shell = await ReleasedAsync(ShopDescription.Web);
        shell.Target.Outside = () => new ProbeAnswer(status, body) { OfSlot = slot };

        var plan = await Record.ExceptionAsync(() => shell.PlanAsync(ShopDescription.Request("1.1")));

        Assert.Equal(ours, plan is null);
        Assert.Equal(!ours, plan is UsageException error
            && error.Message.Contains($"from here now: something else answers there: status {status}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_the_look_is_wished_for_and_not_possible_it_is_left_out_and_says_so()
    {
        var looking = Looking(OutsideLook.WhenReachable);
        var shell = await ReleasedAsync(looking with { Verification = looking.Verification with { ProbeRate = 20 } });
        shell.Target.Outside = () => Refused;

        var report = await shell.DeployAsync(ShopDescription.Request("1.1"));

        const string Skipped = "http://application.test/ was not looked at from outside: it can't be reached from here, and could not be "
            + "before the switch (connection refused)";
        Assert.Equal(Skipped, report.Run!.Result<LookedFromOutside>()!.Describe());
        Assert.Equal([$"{Skipped}."], report.Warnings);
        // A watch would count nothing but its own failures, and wait for them.
        Assert.Null(report.Traffic);
        Assert.Null(report.Release.Figures?.Sent);
    }

    [Fact]
    public async Task Where_the_look_is_wished_for_and_possible_it_decides()
    {
        var shell = await ReleasedAsync(Looking(OutsideLook.WhenReachable));
        shell.Target.Outside = () => shell.Target.Router.Split.Only == Slot.Green ? new ProbeAnswer(421, "") : null;

        await Assert.ThrowsAsync<ReleaseFailedException>(() => shell.DeployAsync(ShopDescription.Request("1.1")));
    }

    [Fact]
    public async Task Nobody_looks_where_that_is_off_or_no_service_says_its_version()
    {
        foreach (var application in (Application[])
            [
                Looking(OutsideLook.Off),
                ShopDescription.Web with { Verification = ShopDescription.Web.Verification with { VersionPath = null } },
            ])
        {
            var shell = await ReleasedAsync(application);
            shell.Target.Outside = () => Refused;

            Assert.Null((await shell.DeployAsync(ShopDescription.Request("1.1"))).Run!.Result<LookedFromOutside>());
        }
    }

    [Fact]
    public async Task A_first_release_that_can_not_be_reached_from_here_warns()
    {
        var shell = new Shell(new RecordingTarget { Outside = () => Refused }, ShopDescription.Web);

        var report = await shell.DeployAsync(ShopDescription.Request("1.0"));

        Assert.Equal(
            ["http://application.test/ was not looked at from outside: it can't be reached from here (connection refused). "
                + "Verification.FromOutside says whether that is expected."],
            report.Warnings);
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.0"));
    }

    [Fact]
    public async Task A_first_release_that_answers_wrongly_outside_goes_back()
    {
        var shell = new Shell(new RecordingTarget { Outside = () => new ProbeAnswer(502, "") }, ShopDescription.Web);

        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => shell.DeployAsync(ShopDescription.Request("1.0")));

        Assert.Equal(ExitCode.Failed, shell.CodeOf(error));
    }

    [Fact]
    public async Task What_another_machine_left_half_way_is_finished_from_where_the_site_can_not_be_reached()
    {
        var shell = await ReleasedAsync(ShopDescription.Web);
        var killed = new Fate { KillAfter = effect => effect.Contains("StepDone Verify that the live site", StringComparison.Ordinal) };
        await Assert.ThrowsAsync<KilledException>(() => shell.DeployAsync(ShopDescription.Request("1.1"), killed));
        shell.Target.Outside = () => Refused;

        await shell.CleanupAsync();

        Assert.Equal("1.1", (await shell.StatusAsync())!.State.LiveRelease!.Version);
    }

    [Fact]
    public async Task A_rollback_is_not_held_up_where_the_site_can_not_be_reached()
    {
        var shell = await ReleasedAsync(ShopDescription.Web);
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        shell.Target.Outside = () => Refused;

        var report = await shell.RollbackAsync();

        Assert.Equal("1.0", report.Release.Version);
        Assert.Contains("can't be reached from here", Assert.Single(report.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_canary_is_not_promoted_from_where_nobody_can_look()
    {
        var shell = await ReleasedAsync(ShopDescription.Replicated.WithCanary(canary => canary with { Manual = true }).By("canary"));
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        shell.Target.Outside = () => Refused;

        var error = await Assert.ThrowsAsync<UsageException>(() => shell.PromoteAsync(toFull: true));

        Assert.Equal(ExitCode.Usage, shell.CodeOf(error));
        shell.Target.Outside = null;
        Assert.Equal("1.1", (await shell.PromoteAsync(toFull: true)).Release.Version);
    }

    [Fact]
    public async Task Behind_a_maintenance_page_nobody_looks()
    {
        var shell = await ReleasedAsync(ShopDescription.Web);
        await shell.MaintainAsync(on: true);

        Assert.Null((await shell.DeployAsync(ShopDescription.Request("1.1"))).Run!.Result<LookedFromOutside>());
    }

    [Fact]
    public async Task Each_service_that_says_its_version_is_asked_for_it_outside_by_the_host_of_its_route()
    {
        var application = ShopDescription.Web with
        {
            Services =
            [
                ShopDescription.Web.Services[0] with { Route = new Route { Host = "shop.example" } },
                new Service
                {
                    Name = "api", Image = ShopDescription.Image, Port = 8081, HealthPath = "/health", VersionPath = "/v1/version",
                    Route = new Route { Host = "api.example", PathPrefix = "/v1" },
                },
                new Service
                {
                    Name = "admin", Image = ShopDescription.Image, Port = 8082, HealthPath = "/health",
                    Route = new Route { Host = "admin.example", PathPrefix = "/admin" },
                },
            ],
        };

        var shell = await ReleasedAsync(application);

        Assert.Equal(["shop.example /version.json", "api.example /v1/version"], shell.Target.AskedFromOutside);
    }

    [Theory]
    [InlineData("http://shop.example", "http://shop.example/version.json")]
    [InlineData("https://shop.example:8443/", "https://shop.example:8443/version.json")]
    [InlineData("https://example.org/shop", "https://example.org/shop/version.json")]
    [InlineData("https://example.org/shop/", "https://example.org/shop/version.json")]
    public void A_path_is_looked_for_below_that_of_the_address(string address, string asked) =>
        Assert.Equal(new Uri(asked), new Uri(address).At("/version.json"));

    private static Application Looking(OutsideLook look) =>
        ShopDescription.Web with { Verification = ShopDescription.Web.Verification with { FromOutside = look } };

    private static async Task<Shell> ReleasedAsync(Application application)
    {
        var shell = new Shell(new RecordingTarget(), application);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        return shell;
    }
}
