using Slipway.Nuke.Tests.Builds;

namespace Slipway.Nuke.Tests.Errors;

/// <summary>Which commands a description with faults keeps back, and how the faults are named.</summary>
public sealed class FaultyDescriptionTests : IDisposable
{
    private readonly BuildFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Description_that_throws_ends_with_2_and_says_which_part_of_it_and_why() =>
        Assert.Equal("Application: it could not be read: There is no file of it.",
            Assert.Single((await folder.RunAsync("Status", "--described", "throwing")).Expect(ExitCode.Usage).Faults));

    [Fact]
    public async Task Hooks_that_throw_end_with_2_and_say_why() =>
        Assert.Equal("Hooks: it could not be read: There is no list of them.",
            Assert.Single((await folder.RunAsync("Status", "--twins", "10")).Expect(ExitCode.Usage).Faults));

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("Status")]
    [InlineData("History")]
    [InlineData("Logs")]
    [InlineData("Preview")]
    [InlineData("Verify")]
    [InlineData("Reset", "--yes")]
    [InlineData("Diff", "--to", "2")]
    [InlineData("Rollback")]
    [InlineData("SwitchTraffic", "--to-slot", "blue")]
    [InlineData("Maintenance", "--on")]
    [InlineData("PromoteCanary")]
    [InlineData("AbortCanary")]
    [InlineData("Cleanup")]
    public async Task What_does_not_release_a_faulty_description_gets_as_far_as_the_engine(params string[] command) =>
        (await folder.RunAsync([.. command, "--described", "nameless", "--install-engine", "no"])).Expect(ExitCode.Failed)
            .ExpectText(BuildFolder.NoEngine);

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("Rollback")]
    [InlineData("SwitchTraffic", "--to-slot", "blue")]
    [InlineData("Maintenance", "--on")]
    [InlineData("PromoteCanary")]
    [InlineData("AbortCanary")]
    public async Task Neither_retention_nor_hooks_keep_what_does_not_release_from_the_engine(params string[] command) =>
        (await folder.RunAsync([.. command, "--described", "faulty", "--twins", "2", "--install-engine", "no"]))
            .Expect(ExitCode.Failed).ExpectText(BuildFolder.NoEngine);

    [Fact]
    public async Task Cleanup_is_refused_for_the_retention_it_goes_by_and_for_nothing_else() =>
        (await folder.RunAsync("Cleanup", "--described", "faulty", "--twins", "2")).Expect(ExitCode.Usage)
            .ExpectText("1 fault in what the application is described with; nothing was touched.\n  retention: ");

    [Theory]
    [InlineData("Diff")]
    [InlineData("DeployRelease")]
    [InlineData("Status", "DeployRelease")]
    public async Task What_releases_a_faulty_description_is_refused(params string[] command) =>
        Assert.Equal(3, (await folder.RunAsync([.. command, "--described", "nameless"])).Expect(ExitCode.Usage).Faults.Count);

    [Fact]
    public async Task What_has_no_name_is_named_by_its_place() => Assert.Equal(["services[1].route", "services[1]", "services[1].port"],
        (await folder.RunAsync("PlanRelease", "--described", "nameless")).Expect(ExitCode.Usage).Faults
            .Select(fault => fault.Split(": ")[0]));
}
