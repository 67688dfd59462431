using Slipway.Applications;
using Slipway.Plans;
using Slipway.Reporting;
using Slipway.Strategies.Canary;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>What a person is told before and between releases: what differs, and that there is nothing to do.</summary>
public sealed class ComparisonTests
{
    [Fact]
    public async Task Two_releases_differ_in_what_was_changed_between_them_each_by_its_path()
    {
        var after = ShopDescription.Whole with
        {
            Services =
            [
                ShopDescription.Whole.Services[0] with
                {
                    Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["MODE"] = "two" }, MemoryMegabytes = 1024,
                    Secrets = [SecretFile.Generated("database-password"), SecretFile.Given("api-key", "hunter2")],
                },
            ],
            Workers = [.. ShopDescription.Whole.Workers, new Worker { Name = "sender", Image = ShopDescription.Image }],
            Verification = ShopDescription.Whole.Verification with { VersionPath = null },
            Migration = null,
            Strategy = new CanarySettings { Steps = [50, 100] },
        };
        var target = new RecordingTarget();
        await new Shell(target, ShopDescription.Whole).DeployAsync(ShopDescription.Request("1.0"));
        await new Shell(target, after).DeployAsync(ShopDescription.Request("1.1"));

        var compared = await new Shell(target, ShopDescription.Web).CompareAsync(1, 2);

        Assert.Equal(("release 1 (version 1.0)", "release 2, which is live (version 1.1)"), (compared.From, compared.To));
        Assert.Equal(
            [
                "version: 1.0 -> 1.1",
                "commit: commit-1.0 -> commit-1.1",
                "images/shop: sha256:good-1.0 -> sha256:good-1.1",
                "services/web/environment/MODE:  -> two",
                "services/web/secrets/api-key:  -> there",
                "services/web/memoryMegabytes: 512 -> 1024",
                "services/api: there -> ",
                "workers/sender:  -> there",
                "migration: there -> ",
                "verification/versionPath: /version.json -> ",
                "strategy:  -> canary",
            ],
            compared.Differences.Select(Line));
        Assert.Equal(compared.Differences.Select(difference => (difference.After, difference.Before)),
            (await new Shell(target, ShopDescription.Web).CompareAsync(2, 1)).Differences
                .OrderBy(difference => compared.Differences.Select(other => other.Path).ToList().IndexOf(difference.Path))
                .Select(difference => (difference.Before, difference.After)));
    }

    [Fact]
    public async Task A_digest_is_shown_as_far_as_it_tells_and_its_repository_where_that_differs()
    {
        var target = new RecordingTarget();
        var shell = new Shell(target, ShopDescription.Web);
        await shell.DeployAsync(Of("registry.test/shop", 'a'));
        Assert.Equal(["images/shop: sha256:aaaaaaaaaaaa -> sha256:bbbbbbbbbbbb"],
            (await shell.CompareAsync(null, Of("registry.test/shop", 'b'))).Differences.Select(Line));
        Assert.Equal(["images/shop: registry.test/shop@sha256:aaaaaaaaaaaa -> other.test/shop@sha256:aaaaaaaaaaaa"],
            (await shell.CompareAsync(null, Of("other.test/shop", 'a'))).Differences.Select(Line));
    }

    [Fact]
    public async Task Without_numbers_it_is_what_is_live_and_what_would_be_released()
    {
        var target = new RecordingTarget();
        var shell = new Shell(target, ShopDescription.Web);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        Assert.Empty((await shell.CompareAsync(null, NotPushed("1.0"))).Differences);
        var compared = await shell.CompareAsync(null, NotPushed("1.1"));
        Assert.Equal(
            ["version: 1.0 -> 1.1", "commit: commit-1.0 -> commit-1.1", "images/shop: sha256:good-1.0 -> (not pushed yet)"],
            compared.Differences.Select(Line));
        Assert.Equal("what would be released (version 1.1)", compared.To);
    }

    [Theory]
    [InlineData(7, 1, "--from")]
    [InlineData(1, 7, "--to")]
    public async Task A_release_that_never_was_is_wrong_usage(int from, int to, string parameter)
    {
        var target = new RecordingTarget();
        var shell = new Shell(target, ShopDescription.Web);
        await Assert.ThrowsAsync<UsageException>(() => shell.CompareAsync(from, to));
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        var error = await Assert.ThrowsAsync<UsageException>(() => shell.CompareAsync(from, to));
        Assert.StartsWith($"{parameter}: there is no release 7. Known: 1.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_has_no_step_exactly_where_a_deploy_would_do_nothing()
    {
        var shell = new Shell(new RecordingTarget(), ShopDescription.Whole);
        Assert.NotEqual(0, await StepsAsync(shell, NotPushed("1.0")));
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        Assert.Equal(0, await StepsAsync(shell, NotPushed("1.0")));
        Assert.Equal(0, await StepsAsync(shell, ShopDescription.Request("1.0")));
        Assert.NotEqual(0, await StepsAsync(shell, ShopDescription.Request("1.0", "rebuilt")));
        Assert.NotEqual(0, await StepsAsync(shell, NotPushed("1.1")));
        Assert.NotEqual(0, await StepsAsync(shell, NotPushed("1.0") with { Force = true }));
        Assert.NotEqual(0, await StepsAsync(new Shell(shell.Target, ShopDescription.Replicated), NotPushed("1.0")));
        shell.Target.PublishedAt = "0.0.0.0:9999";
        Assert.Equal(1, await StepsAsync(shell, NotPushed("1.0")));
        shell.Target.PublishedAt = null;
        shell.Target.KillEngine(container => container.Workload == "database");
        shell.Target.Router.Container!.Status = Slipway.Containers.ContainerStatus.Running;
        Assert.NotEqual(0, await StepsAsync(shell, NotPushed("1.0")));
    }

    private static async Task<int> StepsAsync(Shell shell, ReleaseRequest request) =>
        (await shell.PlanAsync(request)).Sum(plan => plan.Steps.Count);

    private static ReleaseRequest NotPushed(string version) =>
        ShopDescription.Request(version) with { Images = new Dictionary<string, string>(StringComparer.Ordinal) };

    private static ReleaseRequest Of(string repository, char digit) => ShopDescription.Request("1.0") with
    {
        Images = new Dictionary<string, string>(StringComparer.Ordinal) { ["shop"] = $"{repository}@sha256:{new string(digit, 64)}" },
    };

    private static string Line(ReleaseDifference difference) => $"{difference.Path}: {difference.Before} -> {difference.After}";
}
