using Slipway.Nuke.Tests.Builds;

namespace Slipway.Nuke.Tests.Seams;

/// <summary>What a user's build hangs onto Slipway's targets.</summary>
public sealed class BuildSeamsTests : IDisposable
{
    private readonly BuildFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("ShowParameters", "ShowSource")]
    [InlineData("ShowParameters", "ShowSource", "--stage", "test", "--port", "8099")]
    public async Task The_description_is_evaluated_once_a_build(params string[] arguments)
    {
        var ended = (await folder.RunAsync(arguments)).Expect(ExitCode.Released);
        Assert.Single(ended.Lines, line => line.Contains("The description is evaluated", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_hooks_of_one_name_are_refused_before_anything_is_touched()
    {
        (await folder.RunAsync("DeployRelease", "--twins", "1")).Expect(ExitCode.Failed).ExpectText(BuildFolder.NoEngine);
        (await folder.RunAsync("DeployRelease", "--twins", "2", "--described", "faulty")).Expect(ExitCode.Usage)
            .ExpectText("  hooks[1].name: another hook is called \"twin\" already: a name of its own is expected")
            .ExpectText("  retention:");
    }

    [Fact]
    public async Task A_router_of_the_builds_own_says_what_it_can_not_render()
    {
        (await folder.RunAsync("Rollback", "--described", "prefixed", "--own")).Expect(ExitCode.Failed).ExpectText(BuildFolder.NoEngine);
        (await folder.RunAsync("PlanRelease", "--described", "prefixed", "--own")).Expect(ExitCode.Usage)
            .ExpectText("  services.web.route: no host, and the path /, are expected");
    }

    [Fact]
    public async Task A_target_of_a_users_own_says_which_strategy_it_releases_by()
    {
        (await folder.RunAsync("Ship", "--strategy", "canary")).Expect(ExitCode.Usage)
            .ExpectText("  --strategy: the target releases by rolling, and canary was asked for: one of them is expected");
        (await folder.RunAsync("Ship", "--strategy", "rolling")).Expect(ExitCode.Failed).ExpectText(BuildFolder.NoEngine);
    }
}
