using Slipway.Applications;
using Slipway.Execution;
using Slipway.Keeper;
using Slipway.Plans;
using Slipway.Steps;
using Slipway.Strategies.Canary;
using Slipway.Tests.Hooks;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>A description that changed in what no container is made from: what is live takes it over, and nothing moves.</summary>
public sealed class AmendedReleaseTests
{
    private static readonly Application Shop = ShopDescription.Whole;

    private static readonly Dictionary<string, Func<Application, Application>> Changes = new(StringComparer.Ordinal)
    {
        ["verification/patience"] = shop => shop with
        {
            Verification = shop.Verification with { Patience = TimeSpan.FromSeconds(20) },
        },
        ["verification/paths"] = shop => shop with { Verification = shop.Verification with { Paths = ["/health/ready"] } },
        ["verification/soak"] = shop => shop with { Verification = shop.Verification with { Soak = TimeSpan.FromSeconds(7) } },
        ["timeouts/drain"] = shop => shop with { Timeouts = shop.Timeouts with { Drain = TimeSpan.FromSeconds(5) } },
        ["timeouts/health"] = shop => shop with { Timeouts = shop.Timeouts with { Health = TimeSpan.FromSeconds(100) } },
        ["strategy"] = shop => shop with { Strategy = new CanarySettings() },
        ["strategies/canary"] = shop => shop with { Strategies = [new CanarySettings { Steps = [10, 100] }] },
        ["retire"] = shop => shop with { Retire = RetirePolicy.Stop },
        ["workers/mailer/exclusive"] = shop => shop with
        {
            Workers = [shop.Workers[0], shop.Workers[1] with { Exclusive = true }],
        },
        ["migration/memoryMegabytes"] = shop => shop with { Migration = shop.Migration! with { MemoryMegabytes = 1024 } },
        ["migration"] = shop => shop with { Migration = null },
        ["services/web/image/dockerfile"] = shop => shop with
        {
            Services = [shop.Services[0] with { Image = Moved }, shop.Services[1] with { Image = Moved }],
            Workers = [.. shop.Workers.Select(worker => worker with { Image = Moved })],
            Migration = shop.Migration! with { Image = Moved },
        },
    };

    private static ImageSource Moved => ShopDescription.Image with { Dockerfile = "Dockerfile" };

    public static TheoryData<string> Paths => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task It_is_taken_over_without_a_switch_and_without_touching_a_container(string path)
    {
        var shell = await ReleasedAsync();
        var changed = shell.Describing(Changes[path](Shop));
        var log = shell.Target.Log.Count;

        Assert.Contains(path, (await changed.CompareAsync(null, Live)).Differences.Select(difference => difference.Path));
        var planned = Assert.Single(await changed.PlanAsync(Live));
        Assert.Contains(path, planned.Steps[^1].Do.Describe(), StringComparison.Ordinal);
        var report = await changed.DeployAsync(Live);

        Assert.Equal((1, "1.0", "Amend"), (report.Release.Number, report.Release.Version, $"{report.Run!.Plan.Kind}"));
        Assert.All(shell.Target.Log.Skip(log), effect => Assert.True(
            effect is "lock" or "put releases/1.json" || effect.StartsWith("journal ", StringComparison.Ordinal), effect));
        Assert.Empty((await changed.CompareAsync(null, Live)).Differences);
        Assert.All(await changed.PlanAsync(Live), plan => Assert.Empty(plan.Steps));
        Assert.Null((await changed.DeployAsync(Live)).Run);
        var recorded = Assert.Single((await changed.StatusAsync())!.State.Releases);
        Assert.Equal(report.Release.Number, recorded.Number);
        Assert.Empty(Rest.Find(shell.Target, changed.Application, "1.0"));
    }

    [Theory]
    [InlineData("command")]
    [InlineData("environment")]
    [InlineData("added")]
    public async Task A_migration_that_would_do_something_else_is_run_so_it_makes_a_release(string what)
    {
        var before = what == "added" ? Shop with { Migration = null } : Shop;
        var shell = await ReleasedAsync(before);
        var changed = shell.Describing(Shop with
        {
            Migration = what switch
            {
                "command" => Shop.Migration! with { Command = ["migrate", "--all"] },
                "environment" => Shop.Migration! with
                {
                    Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["MODE"] = "strict" },
                },
                _ => Shop.Migration,
            },
        });

        Assert.NotEmpty((await changed.CompareAsync(null, Live)).Differences);
        var report = await changed.DeployAsync(Live);

        Assert.Equal((2, RunKind.Deploy), (report.Release.Number, report.Run!.Plan.Kind));
        Assert.Equal(1, shell.Target.Migrations["2"]);
        Assert.Empty((await changed.CompareAsync(null, Live)).Differences);
        Assert.Null((await changed.DeployAsync(Live)).Run);
    }

    [Fact]
    public async Task A_rollback_brings_the_release_back_as_it_was_amended()
    {
        var shell = await ReleasedAsync();
        var patient = Shop with { Timeouts = Shop.Timeouts with { Health = TimeSpan.FromSeconds(77) } };
        await shell.Describing(patient).DeployAsync(Live);
        await shell.DeployAsync(ShopDescription.Request("1.1"));

        var report = await shell.RollbackAsync();

        Assert.Equal((3, 1), (report.Release.Number, report.Release.Restores));
        Assert.Equal(77, report.Release.Description!.On(Shop).Timeouts.Health.TotalSeconds);
    }

    [Fact]
    public async Task What_a_rollback_brought_back_is_amended_too_and_comes_back_so_once_more()
    {
        var shell = await ReleasedAsync();
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        await shell.RollbackAsync();
        var changed = shell.Describing(Shop with { Timeouts = Shop.Timeouts with { Health = TimeSpan.FromSeconds(77) } });

        var report = await changed.DeployAsync(Live);

        Assert.Equal((3, 1), (report.Release.Number, report.Release.Restores));
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        Assert.Equal(77, (await shell.RollbackAsync(toRelease: 1)).Release.Description!.On(Shop).Timeouts.Health.TotalSeconds);
        Assert.Empty((await shell.CompareAsync(1, 3)).Differences);
    }

    [Fact]
    public async Task Verification_that_the_live_site_does_not_pass_is_not_taken_over()
    {
        var shell = await ReleasedAsync();
        shell.Target.Router.Refuses = "/closed";
        var wrong = shell.Describing(Shop with { Verification = Shop.Verification with { Paths = ["/closed"] } });

        var failed = await Assert.ThrowsAsync<ReleaseFailedException>(() => wrong.DeployAsync(Live));

        Assert.Equal(ExitCode.Failed, wrong.CodeOf(failed));
        Assert.Empty((await shell.CompareAsync(null, Live)).Differences);
        Assert.Null((await shell.StatusAsync())!.Interrupted);
        Assert.Null((await shell.DeployAsync(Live)).Run);
    }

    [Fact]
    public async Task A_hook_that_fails_afterwards_leaves_the_record_as_it_was()
    {
        var shell = await ReleasedAsync();
        var record = shell.Target.Files["releases/1.json"];
        var changed = shell.Describing(Changes["timeouts/drain"](Shop)).With(ScriptedHook.Failing("gate", HookPoint.After<AmendRelease>()));

        var failed = await Assert.ThrowsAsync<ReleaseFailedException>(() => changed.DeployAsync(Live));

        Assert.Equal(ExitCode.Failed, changed.CodeOf(failed));
        Assert.Equal(record, shell.Target.Files["releases/1.json"]);
    }

    [Fact]
    public async Task A_new_address_and_what_changed_are_one_run()
    {
        var shell = await ReleasedAsync();
        shell.Target.CertificateRenewed = true;

        var report = await shell.Describing(Changes["timeouts/drain"](Shop)).DeployAsync(Live);

        Assert.False(shell.Target.CertificateRenewed);
        Assert.IsType<EnsureRouter>(report.Run!.Plan.Steps[0].Do);
        Assert.Equal("Amend", $"{(await shell.HistoryAsync())[^1].Start.Run}");
    }

    [Fact]
    public async Task Behind_the_maintenance_page_it_is_taken_over_and_the_page_stays()
    {
        var shell = await ReleasedAsync();
        await shell.MaintainAsync(on: true);
        var report = await shell.Describing(Changes["timeouts/drain"](Shop)).DeployAsync(Live);
        Assert.True(report.Run!.Plan.Release.UnderMaintenance);
        Assert.True(shell.Target.Router.Maintenance);
    }

    [Fact]
    public async Task A_release_of_a_time_without_descriptions_has_nothing_to_take_over()
    {
        var shell = await ReleasedAsync();
        shell.Target.Files["releases/1.json"] = WithoutDescription(shell.Target.Files["releases/1.json"]);
        var changed = shell.Describing(Changes["timeouts/drain"](Shop));
        // Nothing tells what it was described with, so nothing differs.
        Assert.Empty((await changed.CompareAsync(null, Live)).Differences);
        Assert.Null((await changed.DeployAsync(Live)).Run);
    }

    [Fact]
    public async Task Killed_at_any_effect_the_next_deploy_takes_it_over()
    {
        var shell = await ReleasedAsync();
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        var changed = Changes["timeouts/drain"](Shop);
        await KillSweep.RunAsync(
            shell, (killed, fate) => killed.Describing(changed).DeployAsync(ShopDescription.Request("1.1"), fate),
            async killed =>
            {
                var again = killed.Describing(changed);
                var served = killed.Target.Log.Count;
                await again.DeployAsync(ShopDescription.Request("1.1"));
                var state = (await again.StatusAsync())!.State;
                IReadOnlyList<string> faults =
                [
                    .. Rest.Find(killed.Target, changed, "1.1"),
                    .. (await again.CompareAsync(null, ShopDescription.Request("1.1"))).Differences.Select(left => left.Path),
                    .. killed.Target.Log.Skip(served).Where(effect => effect.StartsWith("router shift", StringComparison.Ordinal)),
                    .. state.Interrupted is { } left ? [$"{left}"] : Array.Empty<string>(),
                    .. state.Releases.Count == 2 ? [] : (string[])[$"{state.Releases.Count} releases"],
                ];
                return faults;
            });
    }

    private static ReleaseRequest Live => ShopDescription.Request("1.0");

    private static async Task<Shell> ReleasedAsync(Application? application = null)
    {
        var shell = new Shell(new RecordingTarget(), application ?? Shop);
        await shell.DeployAsync(Live);
        return shell;
    }

    private static string WithoutDescription(string record)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(record)!.AsObject();
        json.Remove("description");
        json["schema"] = 2;
        return json.ToJsonString();
    }
}
