using Slipway.Applications;
using Slipway.Containers;
using Slipway.Errors;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>No release moves a shared service: what differs is told, and what is described no more goes only when it is named.</summary>
public sealed class SharedDriftTests
{
    public static TheoryData<string, Func<SharedService, SharedService>> Changes => new()
    {
        { "its recipe, or what that is built on", shared => shared with { Recipe = shared.Recipe with { Dockerfile = "FROM other" } } },
        { "its data path", shared => shared with { DataPath = "/data" } },
        { "its environment", shared => shared with { Environment = Variable("LANG", "C") } },
        { "its secrets", shared => shared with { Secrets = [] } },
        { "its user", shared => shared with { UserId = 70 } },
        { "its limits", shared => shared with { MemoryMegabytes = 1024 } },
        { "its temporary folders", shared => shared with { TemporaryFolders = ["/tmp", "/run"] } },
        { "its capabilities", shared => shared with { Capabilities = ["SETUID"] } },
    };

    [Theory]
    [MemberData(nameof(Changes), DisableDiscoveryEnumeration = true)]
    public async Task Another_description_of_a_shared_service_is_told_with_what_would_apply_it(
        string part, Func<SharedService, SharedService> change)
    {
        var shell = await ReleasedAsync();
        Assert.Empty((await shell.StatusAsync())!.SharedDrift);
        var changed = shell.Describing(Changed(shell.Application, change));
        var sentence = $"The shared service database stays as it was made, and is described otherwise now: {part}. No command changes it. "
            + "To make it anew: `docker rm --force shop-database` ends it, with what it has under way, and `Deploy` makes it as it is "
            + "described; its data stays in the volume shop-database-data.";

        Assert.Equal([sentence], (await changed.StatusAsync())!.SharedDrift);
        await changed.PlanAsync(ShopDescription.Request("1.1"));
        Assert.Contains($"note {sentence}", changed.Observer.Heard);
        var made = shell.Target.Containers["shop-database"];
        var report = await changed.DeployAsync(ShopDescription.Request("1.1"));
        Assert.Contains(sentence, report.Warnings);
        Assert.Same(made, shell.Target.Containers["shop-database"]);

        // What it says applies it does.
        shell.Target.Containers.Remove("shop-database");
        await changed.DeployAsync(ShopDescription.Request("1.1"));
        Assert.Empty((await changed.StatusAsync())!.SharedDrift);
    }

    [Fact]
    public async Task A_variable_that_is_described_no_more_is_told_too()
    {
        var shell = new Shell(
            new RecordingTarget(), Changed(ShopDescription.Whole, shared => shared with { Environment = Variable("LANG", "C") }));
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        var status = await shell.Describing(ShopDescription.Whole).StatusAsync();
        Assert.Contains(": its environment.", Assert.Single(status!.SharedDrift), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_left_the_description_is_told_and_stays_until_a_cleanup_names_it()
    {
        var shell = await ReleasedAsync();
        var without = shell.Describing(shell.Application with { SharedServices = [] });
        const string Sentence = "The shared service database is not described any more and stays: `Cleanup --shared database` removes it, "
            + "and with --with-data its data too.";

        Assert.Equal([Sentence], (await without.StatusAsync())!.SharedDrift);
        await without.PlanAsync(ShopDescription.Request("1.1"));
        Assert.Contains($"note {Sentence}", without.Observer.Heard);
        await without.CleanupAsync();
        Assert.Contains("shop-database", shell.Target.Containers.Keys);

        await without.CleanupAsync("database", withData: false);
        Assert.DoesNotContain("shop-database", shell.Target.Containers.Keys);
        Assert.Contains("shop-database-data", shell.Target.Volumes.Keys);
        Assert.DoesNotContain("shop-database-secrets", shell.Target.Volumes.Keys);
        Assert.Empty((await without.StatusAsync())!.SharedDrift);

        await without.CleanupAsync("database", withData: true);
        Assert.DoesNotContain("shop-database-data", shell.Target.Volumes.Keys);
    }

    [Theory]
    [InlineData("database", "--shared: database is described: take it out of the description first")]
    [InlineData("cache", "--shared: there is no shared service cache that is not described; all that are there are")]
    public async Task What_is_described_or_not_there_is_refused_and_nothing_is_touched(string name, string reason)
    {
        var shell = await ReleasedAsync();
        var error = await Assert.ThrowsAsync<UsageException>(() => shell.CleanupAsync(name, withData: true));
        Assert.StartsWith(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("shop-database", shell.Target.Containers.Keys);
        Assert.Contains("shop-database-data", shell.Target.Volumes.Keys);
    }

    private static Application Changed(Application application, Func<SharedService, SharedService> change) =>
        application with { SharedServices = [change(application.SharedServices[0])] };

    private static Dictionary<string, string> Variable(string name, string value) => new(StringComparer.Ordinal) { [name] = value };

    private static async Task<Shell> ReleasedAsync()
    {
        var shell = new Shell(new RecordingTarget(), ShopDescription.Whole);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        return shell;
    }
}
