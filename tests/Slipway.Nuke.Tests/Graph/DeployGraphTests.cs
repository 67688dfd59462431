using Slipway.Nuke.Tests.Builds;

namespace Slipway.Nuke.Tests.Graph;

/// <summary>What the build of this repository would run, and in which order. Everything is skipped: nothing is run.</summary>
public sealed class DeployGraphTests : IDisposable
{
    private readonly BuildFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Deploy_runs_these_targets_in_this_order() => Approved.Match(string.Join('\n', await OrderAsync("Deploy")));

    /// <summary>They compile: the version of an image is that of the sources, and what was made of others must not bear it.</summary>
    [Theory]
    [InlineData("DeployBlueGreen")]
    [InlineData("DeployRecreate")]
    [InlineData("DeployRolling")]
    [InlineData("DeployCanary")]
    public async Task Each_strategy_has_a_target_with_the_same_way_to_it(string target)
    {
        // What is asked for by name is not skipped: it is refused for want of what was not pushed.
        var ended = (await folder.RunRealAsync(target, "--skip")).Expect(ExitCode.Usage).ExpectText($"{target} would need its digest");
        Assert.Equal(["Prepare", "Restore", "Compile", "DockerBuild", "Push", "Migrate", target], ended.Summary.Select(row => row.Target));
    }

    /// <summary>Wrong parameters and a second deployer are found before minutes are spent on a compilation.</summary>
    [Fact]
    public async Task Prepare_runs_before_anything_is_restored()
    {
        var order = await OrderAsync("Deploy");
        Assert.Equal("Prepare", order[0]);
        Assert.Contains("Restore", order);
    }

    [Fact]
    public async Task Images_are_built_of_what_was_tested()
    {
        var order = (await OrderAsync("Deploy")).ToList();
        Assert.True(order.IndexOf("Test") < order.IndexOf("DockerBuild"));
    }

    [Fact]
    public async Task Skip_of_Verify_skips_the_look_from_outside_and_nothing_else()
    {
        // The targets before are skipped by name, for nothing is to be run here; the deploy, which is not, is then refused for want of what
        // was not pushed.
        var ended = (await folder.RunRealAsync("Deploy", "--skip", "Verify", "Restore", "Compile", "Test", "Prepare", "DockerBuild", "Push",
            "Migrate"))
            .Expect(ExitCode.Usage).ExpectText("DeployRelease would need its digest");
        Assert.Equal(["DeployRelease"], ended.ExpectRefusal().Lines
            .Where(line => line.Contains(" NotRun", StringComparison.Ordinal) && !line.Contains("Skipped: via", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[0]));
    }

    private async Task<IReadOnlyList<string>> OrderAsync(string target)
    {
        var ended = (await folder.RunRealAsync(target, "--skip")).Expect(ExitCode.Released);
        Assert.All(ended.Summary, row => Assert.Equal("Skipped", row.Status));
        return [.. ended.Summary.Select(row => row.Target)];
    }
}
