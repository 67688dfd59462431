using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Routing;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>
/// A release comes back as it was described when it was released, whatever the checkout describes that the command is run from.
/// </summary>
public sealed class RememberedReleaseTests
{
    private static readonly Application Cold = ShopDescription.Web with { Retire = RetirePolicy.Remove };

    public static TheoryData<RetirePolicy> Retired => [RetirePolicy.KeepWarm, RetirePolicy.Stop, RetirePolicy.Remove];

    [Theory]
    [MemberData(nameof(Retired))]
    public async Task A_service_that_was_added_later_is_not_started_from_an_image_that_does_not_know_it(RetirePolicy retire)
    {
        var before = ShopDescription.Web with { Retire = retire };
        var after = before with { Services = [.. before.Services, Admin] };
        var target = await ReleaseAsync((before, "1.0"), (after, "1.1"));
        target.Dying.UnionWith(["shop-admin-blue", "shop-admin-green"]);

        await new Shell(target, after).RollbackAsync();

        Assert.Equal(["shop-web"], Live(target));
        Assert.All(Rest.Find(target, before, "1.0"),
            fault => Assert.StartsWith("left behind: container shop-admin", fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, "one")]
    [InlineData(2, "two")]
    public async Task Variables_are_those_of_the_release_that_comes_back(int release, string mode)
    {
        var target = await ReleaseAsync((In("one"), "1.0"), (In("two"), "1.1"), (In("three"), "1.2"));
        await new Shell(target, In("four")).RollbackAsync(release);
        Assert.Equal(mode, Variable(target, "MODE"));
    }

    [Fact]
    public async Task The_way_forward_again_has_the_variables_of_what_was_rolled_back_from()
    {
        var target = await ReleaseAsync((In("one"), "1.0"), (In("two"), "1.1"), (In("three"), "1.2"));
        var shell = new Shell(target, In("four"));
        await shell.RollbackAsync(1);
        await shell.RollbackAsync(3);
        Assert.Equal("three", Variable(target, "MODE"));
        await shell.RollbackAsync(4);
        Assert.Equal("one", Variable(target, "MODE"));
    }

    [Theory]
    [MemberData(nameof(Retired))]
    public async Task A_worker_that_the_newer_release_dropped_works_again(RetirePolicy retire)
    {
        var before = ShopDescription.Whole with { Retire = retire };
        var after = before with { Workers = [] };
        var target = await ReleaseAsync((before, "1.0"), (after, "1.1"));

        await new Shell(target, after).RollbackAsync();

        Assert.Empty(Rest.Find(target, before, "1.0"));
    }

    [Fact]
    public async Task A_worker_that_an_engine_left_stopped_is_started_from_a_checkout_that_has_dropped_it()
    {
        var target = await ReleaseAsync((ShopDescription.Whole, "1.0"));
        target.KillEngine(container => container.Workload == "mailer");
        await new Shell(target, ShopDescription.Whole with { Workers = [] }).MaintainAsync(on: false);
        Assert.True(target.Containers["shop-mailer-blue"].Runs);
    }

    [Theory]
    [MemberData(nameof(Retired))]
    public async Task A_renamed_service_has_its_earlier_name_and_starts_no_other_container(RetirePolicy retire)
    {
        var before = ShopDescription.Web with { Retire = retire };
        var after = before with { Services = [before.Services[0] with { Name = "front" }] };
        var target = await ReleaseAsync((before, "1.0"), (after, "1.1"));

        await new Shell(target, after).RollbackAsync();

        Assert.Equal(["shop-web"], Live(target));
        Assert.DoesNotContain("create shop-front-blue", target.Log);
    }

    [Theory]
    [MemberData(nameof(Retired))]
    public async Task Health_and_version_are_asked_where_the_release_that_comes_back_answers(RetirePolicy retire)
    {
        var before = ShopDescription.Web with { Retire = retire };
        var after = before with
        {
            Services = [before.Services[0] with { Port = 9999, HealthPath = "/alive" }],
            Verification = before.Verification with { VersionPath = "/about", Paths = ["/extra"] },
        };
        var target = await ReleaseAsync((before, "1.0"), (after, "1.1"));
        target.Asked.Clear();

        await new Shell(target, after).RollbackAsync();

        Assert.Equal(["8080 /health/ready", "8080 /version.json"], target.Asked.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_release_of_other_images_comes_back_with_its_own()
    {
        var image = ShopDescription.Image with { Name = "jobs" };
        var after = Cold with { Workers = [new Worker { Name = "mailer", Image = image }] };
        var target = await ReleaseAsync((Cold, "1.0"));
        await new Shell(target, after).DeployAsync(ShopDescription.Request("1.1") with
        {
            Images = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["shop"] = "shop@sha256:good-1.1", ["jobs"] = "jobs@sha256:good-1.1",
            },
        });

        var report = await new Shell(target, after).RollbackAsync();

        Assert.Equal(["shop-web"], Live(target));
        Assert.Equal(["shop"], report.Release.Images.Keys);
    }

    [Fact]
    public async Task A_release_whose_versions_must_never_run_at_once_does_not_on_its_way_back()
    {
        var before = ShopDescription.Web.By("recreate");
        var target = await ReleaseAsync((before, "1.0"), (Cold, "1.1"));
        target.Alone = true;

        await new Shell(target, ShopDescription.Web).RollbackAsync();

        Assert.Empty(target.Violations);
        Assert.Equal(["shop-web"], Live(target));
    }

    [Theory]
    [InlineData("start shop-web-blue")]
    [InlineData("router shift to blue")]
    public async Task A_rollback_that_was_cut_off_is_ended_by_the_descriptions_of_both_releases(string cut)
    {
        var before = ShopDescription.Whole with { Retire = RetirePolicy.Remove };
        var after = before with { Services = [before.Services[0]], Workers = [before.Workers[1] with { Name = "sender" }] };
        var target = await ReleaseAsync((before, "1.0"), (after, "1.1"));
        var fate = new Fate { KillAfter = effect => effect.StartsWith(cut, StringComparison.Ordinal) };
        await Assert.ThrowsAsync<KilledException>(() => new Shell(target, after).RollbackAsync(fate: fate));

        await new Shell(target, ShopDescription.Web with { Retire = RetirePolicy.Remove }).MaintainAsync(on: false);

        var (live, version) = cut.StartsWith("router", StringComparison.Ordinal) ? (before, "1.0") : (after, "1.1");
        Assert.Empty(Rest.Find(target, live with { SharedServices = before.SharedServices }, version));
    }

    [Fact]
    public async Task A_deploy_that_was_cut_off_after_the_switch_is_finished_as_it_was_described()
    {
        var after = ShopDescription.Whole with { Services = [ShopDescription.Whole.Services[0]] };
        var target = await ReleaseAsync((ShopDescription.Web, "1.0"));
        var fate = new Fate { KillAfter = effect => effect.StartsWith("router shift to green", StringComparison.Ordinal) };
        await Assert.ThrowsAsync<KilledException>(() => new Shell(target, after).DeployAsync(ShopDescription.Request("1.1"), fate));

        await new Shell(target, ShopDescription.Web).MaintainAsync(on: false);

        Assert.Empty(Rest.Find(target, after, "1.1"));
    }

    [Fact]
    public async Task A_slot_that_is_up_gets_the_traffic_from_a_checkout_that_describes_another_one()
    {
        var before = ShopDescription.Whole;
        var target = await ReleaseAsync((before, "1.0"), (In("two") with { Retire = RetirePolicy.KeepWarm }, "1.1"));
        await new Shell(target, In("three")).SwitchAsync(Slot.Blue);
        Assert.Empty(Rest.Find(target, before, "1.0"));
    }

    [Fact]
    public async Task No_rollback_moves_the_public_address()
    {
        var target = await ReleaseAsync((In("one"), "1.0"), (In("two"), "1.1"));
        target.PublishedAt = "0.0.0.0:9999";
        target.AddressHolder = "another site";
        var shell = new Shell(target, In("two"));

        await shell.RollbackAsync();

        Assert.Equal("0.0.0.0:9999", target.PublishedAt);
        Assert.Equal("one", Variable(target, "MODE"));
        Assert.Contains(shell.Observer.Heard, line => line.Contains("leaves it where it is", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/", "http://127.0.0.1:9999/")]
    [InlineData("https://shop.test/", "https://shop.test/")]
    public void Reports_name_the_address_that_is_published_unless_clients_have_another_one(string given, string shown)
    {
        var at = new RecordingTarget().Connect(new Fate()) with { PublicAddress = new Uri(given) };
        var router = RouterState.NotRunning with
        {
            Drift = new PublicationDrift("0.0.0.0:9999", "0.0.0.0:8080") { Port = 9999 },
        };
        Assert.Equal(new Uri(shown), at.AddressOf(ShopDescription.Web, router));
        Assert.Equal(new Uri(given), at.AddressOf(ShopDescription.Web, RouterState.NotRunning));
    }

    [Theory]
    [InlineData("cleanup")]
    [InlineData("maintenance")]
    [InlineData("switch")]
    public async Task Nothing_but_a_deploy_moves_the_public_address(string command)
    {
        var target = await ReleaseAsync((ShopDescription.Web, "1.0"), (ShopDescription.Web, "1.1"));
        target.PublishedAt = "0.0.0.0:9999";
        target.Router.Die();
        var shell = new Shell(target, ShopDescription.Web);

        await (command switch
        {
            "cleanup" => shell.CleanupAsync(),
            "maintenance" => shell.MaintainAsync(on: false),
            _ => shell.SwitchAsync(Slot.Blue),
        });

        Assert.Equal("0.0.0.0:9999", target.PublishedAt);
        await shell.DeployAsync(ShopDescription.Request("1.2"));
        Assert.Null(target.PublishedAt);
    }

    private static Service Admin { get; } = new()
    {
        Name = "admin", Image = ShopDescription.Image, Port = 8082, Route = new Route { PathPrefix = "/admin" },
    };

    private static Application In(string mode) => Cold with
    {
        Services =
        [
            Cold.Services[0] with
            {
                Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["MODE"] = mode },
            },
        ],
    };

    private static async Task<RecordingTarget> ReleaseAsync(params IReadOnlyList<(Application Application, string Version)> releases)
    {
        var target = new RecordingTarget();
        target.Exclusive.Add("biller");
        foreach (var (application, version) in releases)
        {
            await new Shell(target, application).DeployAsync(ShopDescription.Request(version));
        }

        return target;
    }

    private static string? Variable(RecordingTarget target, string name) =>
        target.Containers[$"shop-web-{Serving(target)}"].Spec.Environment.GetValueOrDefault(name);

    /// <summary>What runs in the slot that serves, without the slot's name.</summary>
    private static IReadOnlyList<string> Live(RecordingTarget target) =>
    [
        .. target.Containers.Values
            .Where(container => container.Runs && container.Slot?.Label() == Serving(target))
            .Select(container => container.Spec.Name.Replace($"-{Serving(target)}", "", StringComparison.Ordinal)),
    ];

    private static string Serving(RecordingTarget target) => target.Router.Split.Only!.Value.Label();
}
