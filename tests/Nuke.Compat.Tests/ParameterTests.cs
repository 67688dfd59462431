using Slipway.Compat.Tests.Probe;

namespace Slipway.Compat.Tests;

public sealed class ParameterTests : IDisposable
{
    private readonly TestRoot root = new();

    public void Dispose() => root.Dispose();

    [Fact]
    public void The_strongest_source_wins()
    {
        Assert.Equal("hello", Read("", "Greeting"));
        root.Write("parameters.json", """{ "Greeting": "from file" }""");
        Assert.Equal("from file", Read("", "Greeting"));
        root.Write("parameters.prod.json", """{ "Greeting": "from prod" }""");
        root.Write("parameters.local.json", """{ "Greeting": "from local" }""");
        Assert.Equal("from local", Read("--profile prod local", "Greeting"));
        Assert.Equal("from prod", Read("--profile local prod", "Greeting"));
        root.Variables["NUKE_GREETING"] = "from environment";
        Assert.Equal("from environment", Read("--profile prod", "Greeting"));
        Assert.Equal("from-command-line", Read("--profile prod --greeting from-command-line", "Greeting"));
        Assert.Equal("from environment", Read("--profile prod --greeting", "Greeting"));
    }

    [Theory]
    [InlineData("--retries 5", "5")]
    [InlineData("--RETRIES 0x10", "16")]
    [InlineData("--re-tries -5", "3")]
    [InlineData("--retries 5 --retries 6", "6")]
    [InlineData("--unheard-of --retries 7", "7")]
    [InlineData("--re_tries 8", "3")]
    public void Options_ignore_case_and_dashes_and_unknown_names(string arguments, string expected) =>
        Assert.Equal(expected, Read(arguments, "Retries"));

    [Theory]
    [InlineData("", "False")]
    [InlineData("--fast", "True")]
    [InlineData("--fast false", "False")]
    public void A_bare_flag_is_true(string arguments, string expected) => Assert.Equal(expected, Read(arguments, "Fast"));

    [Fact]
    public void Values_take_the_members_type()
    {
        var values = Read(
            "--maybe --color red --patience 0:05:00 --numbers 1 2 3 --names a+b+c --place some/where --alias other "
            + "--configuration release");
        Assert.Equal(
            """
            {"Greeting":"hello","Retries":3,"Fast":false,"Maybe":true,"Color":"Red","Patience":"00:05:00","Numbers":[1,2,3],
            "Names":["a","b","c"],"Place":"<root>/some/where","Named":"other","Configuration":"Release",
            "Server":null,"Password":null,"Port":5000}
            """.Replace("\n", "", StringComparison.Ordinal),
            values.Values.GetRawText().Replace(@"\\", "/", StringComparison.Ordinal));
    }

    [Fact]
    public void Lists_come_from_files_and_variables_too()
    {
        root.Write("parameters.json", """{ "Numbers": [4, 5], "Names": ["d", "e"] }""");
        Assert.Equal("[4,5]", Read("", "Numbers"));
        root.Variables["NUMBERS"] = "6";
        root.Variables["NAMES"] = "f+g";
        var values = Read("").Values;
        Assert.Equal("[6]", values.GetProperty("Numbers").GetRawText());
        Assert.Equal("""["f","g"]""", values.GetProperty("Names").GetRawText());
    }

    [Theory]
    [InlineData("--retries many", "ParameterBuild.Retries")]
    [InlineData("--retries 1 2", "ParameterBuild.Retries")]
    [InlineData("--fast yes", "ParameterBuild.Fast")]
    [InlineData("--color Blue", "ParameterBuild.Color")]
    [InlineData("--patience soon", "ParameterBuild.Patience")]
    [InlineData("--numbers 1 two", "ParameterBuild.Numbers")]
    [InlineData("--names a+b c", "ParameterBuild.Names")]
    [InlineData("--registry-port x", "IHazRegistry.Port")]
    public void A_value_that_does_not_fit_is_a_warning_and_the_default_stays(string arguments, string member)
    {
        var usual = Read("").Values.GetRawText();
        var build = Read(arguments);
        Assert.Equal(usual, build.Values.GetRawText());
        Assert.Contains($"[WRN] Could not inject value for {member}", build.Lines, StringComparer.Ordinal);
    }

    [Fact]
    public void A_number_is_taken_for_a_name_whether_declared_or_not()
    {
        Assert.Equal("Red", Read("--color 0", "Color"));
        Assert.Equal("7", Read("--color 7", "Color"));
    }

    [Fact]
    public void Two_spellings_of_a_variable_are_told_and_none_counts()
    {
        root.Variables["GREETING"] = "one";
        root.Variables["NUKE_GREETING"] = "two";
        var build = Read("");
        Assert.Equal("hello", build.Values.GetProperty("Greeting").GetString());
        Assert.Contains(build.Lines, line => line.StartsWith('[') && line.Contains("Greeting", StringComparison.Ordinal));
    }

    [Fact]
    public void The_exact_name_of_a_variable_wins_over_other_spellings()
    {
        root.Variables["Greeting"] = "exact";
        root.Variables["NUKE_GREETING"] = "other";
        Assert.Equal("exact", Read("", "Greeting"));
    }

    [Fact]
    public void A_component_prefix_stands_before_its_parameters()
    {
        root.Variables["REGISTRY_SERVER"] = "localhost";
        var values = Read("--registry-password secret --registry-port 5001").Values;
        Assert.Equal("localhost", values.GetProperty("Server").GetString());
        Assert.Equal("secret", values.GetProperty("Password").GetString());
        Assert.Equal(5001, values.GetProperty("Port").GetInt32());
    }

    [Fact]
    public void A_logged_secret_is_not_masked() =>
        Assert.Contains("Password secret", Read("--registry-password secret").Output, StringComparison.Ordinal);

    [Fact]
    public void A_secret_in_a_parameter_file_is_not_taken_as_plain_text()
    {
        root.Write("parameters.json", """{ "RegistryPassword": "secret" }""");
        Assert.DoesNotContain("secret\"", root.Run("ParameterBuild", "Read").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_profile_ends_the_build() => Assert.Equal(255, root.Run("ParameterBuild", "Read --profile nowhere").ExitCode);

    [Fact]
    public void Help_lists_targets_and_parameters()
    {
        root.Variables["PROBE_DEFAULT"] = "1";
        var build = root.Run("ParameterBuild", "--help");
        Assert.Equal(0, build.ExitCode);
        Approved.MatchFile(string.Join('\n', build.Lines).Trim('\n') + '\n', "help.txt");
    }

    [Fact]
    public void Without_a_target_help_is_shown()
    {
        var build = root.Run("ParameterBuild", "");
        Assert.Equal(0, build.ExitCode);
        Assert.Contains("Targets (with their direct dependencies):", build.Lines, StringComparer.Ordinal);
    }

    private FinishedBuild Read(string arguments)
    {
        var build = root.Run("ParameterBuild", $"Read {arguments}");
        Assert.Equal(0, build.ExitCode);
        return build;
    }

    private string Read(string arguments, string name) => Read(arguments).Values.GetProperty(name).ToString();
}
