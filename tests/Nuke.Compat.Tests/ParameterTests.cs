using Slipway.Compat.Tests.Builds;

namespace Slipway.Compat.Tests;

[Collection(BuildCollection.Name)]
public sealed class ParameterTests : IDisposable
{
    private readonly TestRun run = new();
    private readonly List<string> variables = [];

    public void Dispose()
    {
        variables.ForEach(variable => Environment.SetEnvironmentVariable(variable, null));
        run.Dispose();
    }

    [Fact]
    public void The_strongest_source_wins()
    {
        Assert.Equal("hello", Read("").Greeting);
        run.Write("parameters.json", """{ "Greeting": "from file" }""");
        Assert.Equal("from file", Read("").Greeting);
        run.Write("parameters.prod.json", """{ "Greeting": "from prod" }""");
        run.Write("parameters.local.json", """{ "Greeting": "from local" }""");
        Assert.Equal("from local", Read("--profile prod local").Greeting);
        Assert.Equal("from prod", Read("--profile local prod").Greeting);
        Set("NUKE_GREETING", "from environment");
        Assert.Equal("from environment", Read("--profile prod").Greeting);
        Assert.Equal("from command line", Read("--profile", "prod", "--greeting", "from command line").Greeting);
    }

    [Theory]
    [InlineData("--retries 5", 5)]
    [InlineData("--RETRIES 5", 5)]
    [InlineData("--re-tries -5", -5)]
    [InlineData("--retries 5 --retries 6", 6)]
    [InlineData("--unheard-of --retries 7", 7)]
    public void Options_ignore_case_and_dashes_and_unknown_names(string arguments, int expected) => Assert.Equal(expected, Read(arguments).Retries);

    [Theory]
    [InlineData("", false)]
    [InlineData("--fast", true)]
    [InlineData("--fast false", false)]
    public void A_bare_flag_is_true(string arguments, bool expected) => Assert.Equal(expected, Read(arguments).Fast);

    [Fact]
    public void Values_take_the_members_type()
    {
        var build = Read("--maybe --color red --patience 0:05:00 --numbers 1 2 3 --names a+b c --place some/where --alias other --configuration release");
        Assert.True(build.Maybe);
        Assert.Equal(Color.Red, build.Color);
        Assert.Equal(TimeSpan.FromMinutes(5), build.Patience);
        Assert.Equal([1, 2, 3], build.Numbers);
        Assert.Equal(["a", "b", "c"], build.Names);
        Assert.Equal(Path.GetFullPath("some/where"), build.Place!.ToString());
        Assert.Equal("other", build.Named);
        Assert.Equal("Release", build.Configuration);
    }

    [Fact]
    public void Lists_come_from_files_and_variables_too()
    {
        run.Write("parameters.json", """{ "Numbers": [4, 5] }""");
        Assert.Equal([4, 5], Read("").Numbers);
        Set("NUMBERS", "6 7");
        Assert.Equal([6, 7], Read("").Numbers);
    }

    [Theory]
    [InlineData("--retries many")]
    [InlineData("--retries")]
    [InlineData("--color Blue")]
    [InlineData("--color 7")]
    [InlineData("--patience soon")]
    public void A_value_that_does_not_fit_is_a_warning_and_the_default_stays(string arguments)
    {
        var build = Read(arguments);
        Assert.Equal(3, build.Retries);
        Assert.Equal(Color.Green, build.Color);
        Assert.Equal(TimeSpan.FromSeconds(1), build.Patience);
        Assert.Contains("[WRN] Parameter", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_spellings_of_a_variable_are_an_error_and_none_counts()
    {
        Set("GREETING", "one");
        Set("NUKE_GREETING", "two");
        Assert.Equal("hello", Read("").Greeting);
        Assert.Contains("[ERR] Parameter Greeting is set by several environment variables, none is taken: GREETING, NUKE_GREETING", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_exact_name_of_a_variable_wins_over_other_spellings()
    {
        Set("Greeting", "exact");
        Set("NUKE_GREETING", "other");
        Assert.Equal("exact", Read("").Greeting);
    }

    [Fact]
    public void A_component_prefix_stands_before_its_parameters()
    {
        Assert.Equal(5000, Read("").RegistryPort);
        Set("REGISTRY_SERVER", "localhost");
        var build = Read("--registry-password secret --registry-port 5001");
        Assert.Equal("localhost", build.RegistryServer);
        Assert.Equal("secret", build.RegistryPassword);
        Assert.Equal(5001, build.RegistryPort);
    }

    [Fact]
    public void A_logged_secret_is_not_masked()
    {
        Read("--registry-password secret");
        Assert.Contains("Password secret", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_in_a_parameter_file_is_not_taken_as_plain_text()
    {
        run.Write("parameters.json", """{ "RegistryPassword": "secret" }""");
        Assert.Null(Read("").RegistryPassword);
    }

    [Fact]
    public void A_missing_profile_ends_the_build() => Assert.Equal(-1, run.Execute<ParameterBuild>("Read --profile nowhere"));

    [Fact]
    public void Help_lists_targets_and_parameters()
    {
        Assert.Equal(0, run.Execute<ParameterBuild>("--help", build => build.Read));
        Approved.Equal("help.txt", run.Transcript);
    }

    [Fact]
    public void Without_a_target_help_is_shown()
    {
        Assert.Equal(0, run.Execute<ParameterBuild>(""));
        Assert.StartsWith("Targets (with their direct dependencies):", run.Output, StringComparison.Ordinal);
    }

    private ParameterBuild Read(params string[] arguments)
    {
        Assert.Equal(0, run.Execute<ParameterBuild>(["Read", .. arguments.Length == 1 ? arguments[0].Split(' ', StringSplitOptions.RemoveEmptyEntries) : arguments]));
        return ParameterBuild.Last;
    }

    private void Set(string name, string value)
    {
        variables.Add(name);
        Environment.SetEnvironmentVariable(name, value);
    }
}
