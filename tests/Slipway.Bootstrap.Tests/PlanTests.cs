namespace Slipway.Bootstrap.Tests;

/// <summary>The plan is a page; official Nuke fails where there is no browser to open it in.</summary>
[Collection(BootstrapCollection.Name)]
[Trait("Category", "Slow")]
public sealed class PlanTests(RepositoryCopy copy)
{
    [NoBrowserFact]
    public async Task Plan_without_a_browser_is_written_and_its_page_is_named()
    {
        var page = Path.Combine(copy.Root, ".nuke", "temp", "execution-plan.html");
        if (File.Exists(page))
        {
            File.Delete(page);
        }

        (await copy.BuildAsync(null, "Deploy", "--plan")).Expect(0)
            .ExpectSaid($"There is no browser to show the plan in; its page is {page}");
        Assert.Contains("DeployRelease", await File.ReadAllTextAsync(page), StringComparison.Ordinal);
    }

    /// <summary>Skipped, and says so, where a browser would open before the eyes of whoever tests.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class NoBrowserFactAttribute : FactAttribute
    {
        public NoBrowserFactAttribute() => Skip = !OperatingSystem.IsLinux() ? "the browser is found in another way here"
            : Machine.Find("xdg-open") is not null ? "a browser would open here"
            : null;
    }
}
