using Slipway.Nuke.Tests.Builds;

namespace Slipway.Nuke.Tests.Parameters;

/// <summary>What counts where the command line is silent: the environment and parameter files, and what in them does not.</summary>
public sealed class EnvironmentTests : IDisposable
{
    private readonly BuildFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Environment_and_parameter_files_count_where_the_command_line_is_silent()
    {
        (folder.Environment["NUKE_ON"], folder.Environment["SLIPWAY_PORT"]) = ("yes", "8081");
        folder.Environment["Slipway_InstallEngine"] = "no";
        await File.WriteAllTextAsync(Path.Combine(folder.Root, ".nuke", "parameters.json"),
            """{ "ToRelease": "3", "ToFull": "true", "Tail": "5", "Stage": "test" }""");
        var shown = (await folder.RunAsync("ShowParameters", "--tail", "7", "--to-full", "no")).Expect(ExitCode.Released);
        Assert.All(
            "On=True Port=8081 InstallEngine=False ToRelease=3 ToFull=False Tail=7 Stage=test".Split(' '),
            value => shown.ExpectText($" {value};"));
    }

    [Fact]
    public async Task Parameters_from_elsewhere_are_checked_too_and_the_fault_says_where_they_stand()
    {
        (folder.Environment["NUKE_PORT"], folder.Environment["SLIPWAY_ON"], folder.Environment["Code"]) = ("many", "", "four");
        (folder.Environment["SLIPWAY_STAGE"], folder.Environment["NUKE_STAGE"]) = ("test", "test");
        await File.WriteAllTextAsync(Path.Combine(folder.Root, ".nuke", "parameters.json"), """{ "ToRelease": "last" }""");
        var ended = (await folder.RunAsync("Status")).Expect(ExitCode.Usage);
        Assert.Equal(
            ["--code: a number is expected, not \"four\" (the variable Code)",
             "--on: yes or no (also true, on, 1 or false, off, 0) is expected, not \"\" (the variable SLIPWAY_ON)",
             "--port: a number from 1 to 65535 is expected, not \"many\" (the variable NUKE_PORT)",
             "--stage: one variable is expected, not SLIPWAY_STAGE and NUKE_STAGE",
             "--to-release: a number from 1 to 2147483647 is expected, not \"last\" (a parameter file, or the build itself)"],
            ended.Faults.Order(StringComparer.Ordinal));
    }

    /// <summary>A shell, a host of web applications and a build server set such names for purposes of their own.</summary>
    [Fact]
    public async Task Names_that_any_environment_has_count_for_nothing_and_are_named_in_one_line()
    {
        string[] names = ["PORT", "STAGE", "ROUTER", "REGISTRY", "SERVICE", "STRATEGY", "TAIL", "ON", "PublicAddress", "install_engine"];
        foreach (var name in names)
        {
            folder.Environment[name] = "whatever";
        }

        await File.WriteAllTextAsync(Path.Combine(folder.Root, ".nuke", "parameters.json"), """{ "Tail": "5", "Port": "8081" }""");
        var shown = (await folder.RunAsync("ShowParameters", "--service", "web")).Expect(ExitCode.Released);
        Assert.All(
            "Port=8081 Stage= Router= Registry= Service=web Strategy= Tail=5 On=False InstallEngine=True".Split(' '),
            value => shown.ExpectText($" {value};"));
        var notice = Assert.Single(
            shown.Output.Split('\n'), line => line.Contains("Not taken from the environment", StringComparison.Ordinal));
        Assert.All(
            names.Except(["SERVICE"], StringComparer.Ordinal), name => Assert.Contains($"{name} (", notice, StringComparison.Ordinal));
        Assert.Contains("PORT (SLIPWAY_PORT counts)", notice, StringComparison.Ordinal);
        Assert.Contains("install_engine (SLIPWAY_INSTALL_ENGINE counts)", notice, StringComparison.Ordinal);
        Assert.DoesNotContain("SERVICE", notice, StringComparison.Ordinal);
    }

    /// <summary>Whoever mistypes the port must not release to another one.</summary>
    [Theory]
    [InlineData("SLIPWAY_PRT", "SLIPWAY_PORT")]
    [InlineData("SLIPWAY_STGE", "SLIPWAY_STAGE")]
    [InlineData("SLIPWAY_REGISTRY_PASWORD", "SLIPWAY_REGISTRY_PASSWORD")]
    public async Task A_mistyped_variable_is_a_fault_and_says_which_is_meant(string mistyped, string meant)
    {
        folder.Environment[mistyped] = "1";
        (await folder.RunAsync("Status")).Expect(ExitCode.Usage).ExpectText($"  {mistyped}: there is no such parameter; is {meant} meant?");
    }

    /// <summary>What is near to nothing may be anybody's.</summary>
    [Fact]
    public async Task A_variable_that_is_like_no_parameter_is_somebody_elses()
    {
        (folder.Environment["SLIPWAY_SEQUENCES"], folder.Environment["SLIPWAY_TEAM"]) = ("1", "blue");
        (await folder.RunAsync("Status")).Expect(ExitCode.Failed).ExpectText(BuildFolder.NoEngine);
    }

    [Theory]
    [InlineData("YES")]
    [InlineData("NUKE_YES")]
    [InlineData("SLIPWAY_YES")]
    [InlineData("FORCE")]
    [InlineData("NUKE_FORCE")]
    [InlineData("SLIPWAY_FORCE")]
    public async Task What_confirms_counts_on_the_command_line_alone(string variable)
    {
        folder.Environment[variable] = "yes";
        await File.WriteAllTextAsync(Path.Combine(folder.Root, ".nuke", "parameters.json"), """{ "Yes": "true", "Force": "true" }""");
        var shown = (await folder.RunAsync("ShowParameters")).Expect(ExitCode.Released);
        shown.ExpectText(" Yes=False;").ExpectText(" Force=False;").ExpectText($"{variable} (only --")
            .ExpectText("of a parameter file, or of the build itself (only --");
    }

    [Fact]
    public async Task What_Slipway_sets_in_containers_is_no_parameter()
    {
        foreach (var name in new[] { "VERSION", "SLOT", "RELEASE", "COMMIT" })
        {
            folder.Environment[$"SLIPWAY_{name}"] = "9";
        }

        (await folder.RunAsync("ShowRelease")).Expect(ExitCode.Released).ExpectText("Release 0 of the parameter");
        folder.Environment["NUKE_RELEASE"] = "7";
        (await folder.RunAsync("ShowRelease")).Expect(ExitCode.Released).ExpectText("Release 7 of the parameter");
    }
}
