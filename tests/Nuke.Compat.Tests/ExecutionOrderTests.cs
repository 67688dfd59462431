using Slipway.Compat.Tests.Probe;

namespace Slipway.Compat.Tests;

public sealed class ExecutionOrderTests : IDisposable
{
    private readonly TestRoot root = new();

    public void Dispose() => root.Dispose();

    [Theory]
    [InlineData("Compile", "Restore, Compile, second body, third body")]
    [InlineData("Test", "Restore, Compile, second body, third body, Lint, Test")]
    [InlineData("Deploy", "Restore, Compile, second body, third body, Lint, Test, Deploy, Verify, Announce")]
    [InlineData("All", "Clean, Restore, Compile, second body, third body, Lint, Test, Deploy, Verify, Announce")]
    [InlineData("Restore Clean", "Clean, Restore")]
    public void Targets_run_in_the_order_of_the_rule(string arguments, string expected) => Assert.Equal(expected, Ran(arguments));

    [Theory]
    [InlineData("Clean Verify")]
    [InlineData("Clean+Verify")]
    [InlineData("--target Clean Verify")]
    [InlineData("--target clean+veri-fy")]
    [InlineData("Restore --target Clean Verify")]
    public void Targets_are_named_in_several_ways(string arguments) => Assert.Equal("Clean, Verify, Announce", Ran(arguments));

    [Fact]
    public void Unrelated_targets_run_against_their_declaration() =>
        Assert.Equal("Second, Third, First", Ran("First Second Third", "UnrelatedBuild"));

    [Fact]
    public void The_default_target_runs_when_none_is_named() => Assert.Equal("Restore", Ran(""));

    [Fact]
    public void An_inheriting_override_runs_the_components_body_first() =>
        Assert.EndsWith("base of Package, own of Package", Ran("Package"), StringComparison.Ordinal);

    [Fact]
    public void A_components_only_target_can_be_meant_by_its_type() =>
        Assert.EndsWith("own of Package, Sign", Ran("Sign"), StringComparison.Ordinal);

    [Fact]
    public void An_unknown_target_names_the_known_ones()
    {
        var build = root.Run("OrderBuild", "Nope");
        Assert.Equal(255, build.ExitCode);
        Assert.Contains(
            "Target with name 'Nope' does not exist. Available targets are:\n  - All\n  - Announce\n  - Clean\n",
            build.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_cycle_is_named_and_nothing_runs()
    {
        var build = root.Run("CircularBuild", "Free");
        Assert.Equal(255, build.ExitCode);
        Assert.Contains("Circular dependencies between targets:\n - Z, Y, X\n", build.Output, StringComparison.Ordinal);
    }

    private string Ran(string arguments, string name = "OrderBuild")
    {
        var build = root.Run(name, arguments);
        Assert.Equal(0, build.ExitCode);
        return string.Join(", ", build.After("ran"));
    }
}
