using System.Text.Json.Nodes;
using Slipway.Applications;
using Slipway.Keeper;
using Slipway.Reporting;
using Slipway.Routing;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>Releases that an older version of Slipway recorded, without a description.</summary>
public sealed class ForgottenReleaseTests
{
    private static readonly Application One = In("one", RetirePolicy.KeepWarm);

    [Theory]
    [InlineData(RetirePolicy.KeepWarm)]
    [InlineData(RetirePolicy.Stop)]
    public async Task What_its_containers_show_comes_back_while_they_are_there(RetirePolicy retire)
    {
        var before = One with { Retire = retire };
        var after = In("two", retire) with { Services = [In("two", retire).Services[0] with { Port = 9999, HealthPath = "/alive" }] };
        var target = await ReleaseAsync(before, after);
        target.Asked.Clear();

        var report = await new Shell(target, after).RollbackAsync();

        Assert.Equal("one", target.Containers["shop-web-blue"].Spec.Environment["MODE"]);
        Assert.Contains("8080 /health/ready", target.Asked);
        Assert.DoesNotContain(target.Asked, asked => asked.StartsWith("9999", StringComparison.Ordinal));
        Assert.NotNull(report.Release.Description);
    }

    [Fact]
    public async Task What_its_containers_showed_is_remembered_when_they_are_gone()
    {
        var target = await ReleaseAsync(One, In("two", RetirePolicy.KeepWarm));
        var shell = new Shell(target, In("three", RetirePolicy.Remove));
        await shell.RollbackAsync();
        await shell.DeployAsync(ShopDescription.Request("1.2"));
        Assert.DoesNotContain("shop-web-blue", target.Containers.Keys);

        await shell.RollbackAsync(1);

        Assert.Equal("one", target.Containers["shop-web-blue"].Spec.Environment["MODE"]);
        Assert.Equal(512, target.Containers["shop-web-blue"].Spec.ProcessLimit);
    }

    [Fact]
    public async Task Where_they_are_gone_it_is_refused_before_anything_is_touched_with_its_mend()
    {
        var target = await ReleaseAsync(In("one", RetirePolicy.Remove), In("two", RetirePolicy.Remove));
        var shell = new Shell(target, In("two", RetirePolicy.Remove));
        var before = target.Log.Count;

        var error = await Assert.ThrowsAsync<UsageException>(() => shell.RollbackAsync());

        Assert.Equal(ExitCode.Usage, shell.CodeOf(error));
        Assert.StartsWith("--to-release: release 1 was recorded", error.Message, StringComparison.Ordinal);
        Assert.Contains("--with-current-description", error.Message, StringComparison.Ordinal);
        Assert.Equal(["lock"], target.Log.Skip(before));
    }

    [Fact]
    public async Task With_the_current_description_its_images_start_as_it_is_described_today()
    {
        var target = await ReleaseAsync(In("one", RetirePolicy.Remove), In("two", RetirePolicy.Remove));
        await new Shell(target, In("today", RetirePolicy.Remove)).RollbackAsync(withCurrentDescription: true);
        var container = target.Containers["shop-web-blue"];
        Assert.Equal(("today", "1.0"), (container.Spec.Environment["MODE"], container.Version));
    }

    [Fact]
    public async Task A_slot_that_somebody_has_begun_to_take_away_is_no_witness()
    {
        var before = ShopDescription.Whole;
        var target = await ReleaseAsync(before, before with { Workers = [] });
        target.Router.Withdraw(Slot.Blue);
        target.Containers.Remove("shop-api-blue");
        await Assert.ThrowsAsync<UsageException>(() => new Shell(target, ShopDescription.Web).RollbackAsync());
    }

    [Fact]
    public async Task A_plan_names_the_releases_that_do_not_remember_themselves()
    {
        var target = await ReleaseAsync(One, In("two", RetirePolicy.KeepWarm));
        var shell = new Shell(target, One);
        await shell.PlanAsync(ShopDescription.Request("1.2"));
        Assert.Contains(shell.Observer.Heard, line =>
            line.Contains("Releases 1, 2 were recorded without description", StringComparison.Ordinal)
            && line.Contains("--with-current-description", StringComparison.Ordinal));

        await shell.DeployAsync(ShopDescription.Request("1.2"));
        await shell.DeployAsync(ShopDescription.Request("1.3"));
        var later = new Shell(target, One);
        await later.PlanAsync(ShopDescription.Request("1.4"));
        Assert.Contains(later.Observer.Heard,
            line => line.Contains("Release 2 was recorded without description", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_comparison_says_of_which_release_nothing_is_known()
    {
        var target = await ReleaseAsync(In("one", RetirePolicy.Remove), In("two", RetirePolicy.Remove));
        var compared = await new Shell(target, One).CompareAsync(1, 2);
        Assert.Equal(["version", "commit", "images/shop"], compared.Differences.Select(difference => difference.Path));
        Assert.Equal(["Release 1 (version 1.0) was recorded without its description."], compared.Notes);
    }

    /// <summary>Version 1.0 and then 1.1, by a version of Slipway that kept no description.</summary>
    private static async Task<RecordingTarget> ReleaseAsync(Application first, Application second)
    {
        var target = new RecordingTarget();
        await new Shell(target, first).DeployAsync(ShopDescription.Request("1.0"));
        await new Shell(target, second).DeployAsync(ShopDescription.Request("1.1"));
        foreach (var file in target.Files.Keys.Where(file => file.StartsWith("releases/", StringComparison.Ordinal)).ToList())
        {
            var record = JsonNode.Parse(target.Files[file])!.AsObject();
            Assert.True(record.Remove("description"));
            record["schema"] = 2;
            target.Files[file] = record.ToJsonString();
        }

        return target;
    }

    private static Application In(string mode, RetirePolicy retire) => ShopDescription.Web with
    {
        Retire = retire,
        Services =
        [
            ShopDescription.Web.Services[0] with
            {
                Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["MODE"] = mode },
            },
        ],
    };
}
