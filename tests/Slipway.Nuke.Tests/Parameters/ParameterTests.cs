using Slipway.Nuke.Tests.Builds;

namespace Slipway.Nuke.Tests.Parameters;

/// <summary>Nuke warns of a wrong value and takes the default, and ignores an unknown option: here both end the build before its first step.</summary>
public sealed class ParameterTests : IDisposable
{
    private readonly BuildFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_fault_of_parameters_and_description_stands_in_one_message()
    {
        var ended = (await folder.RunAsync(
            "DeployBlueGreen", "--described", "faulty", "--port", "99999", "--public-address", "shop.example", "--install-engine", "perhaps", "--registry-port", "0",
            "--force", "maybe", "--to-release", "first", "--tail", "-1", "--yes", "no", "--registry", "http://registry", "--registry-user", "ann", "--prot", "8080",
            "--strategy", "slow", "--router", "apache", "--to-slot", "red", "--to-full", "half", "--on", "perhaps"))
            .Expect(ExitCode.Usage);
        Approved.Match(Message(ended));
        Assert.Equal("Failed", ended.Status("Prepare"));
        Assert.All(ended.Summary.Where(row => row.Target != "Prepare"), row => Assert.Equal("NotRun", row.Status));
    }

    [Theory]
    [InlineData("--port", "0")]
    [InlineData("--port", "65536")]
    [InlineData("--port", "http")]
    [InlineData("--port", "")]
    [InlineData("--port", "1.5")]
    [InlineData("--registry-port", "-1")]
    [InlineData("--to-release", "0")]
    [InlineData("--tail", "100001")]
    [InlineData("--force", "yes")]
    [InlineData("--install-engine", "1")]
    [InlineData("--public-address", "ftp://shop")]
    [InlineData("--registry", "two words")]
    [InlineData("--registry", "/path")]
    [InlineData("--strategy", "bluegreen")]
    [InlineData("--strategy", "")]
    [InlineData("--router", "HA Proxy")]
    [InlineData("--to-slot", "0")]
    [InlineData("--to-full", "all")]
    [InlineData("--off", "1")]
    public async Task Wrong_value_ends_with_2_and_names_parameter_and_value(string parameter, string value)
    {
        var ended = (await folder.RunAsync("Status", parameter, value)).Expect(ExitCode.Usage).ExpectText("1 fault in what is to be released; nothing was touched.");
        ended.ExpectText($"  {parameter}: ").ExpectText($"not \"{value}\"");
    }

    [Theory]
    [InlineData("--prot", "there is no such parameter")]
    [InlineData("-prot", "there is no such parameter")]
    [InlineData("--port=8081", "the value is expected as the next argument: --port 8081")]
    public async Task Option_that_Nuke_would_ignore_ends_with_2(string option, string reason) =>
        (await folder.RunAsync("Status", option)).Expect(ExitCode.Usage).ExpectText($"  {option.Split('=')[0]}: {reason}");

    /// <summary>They come as far as the engine, which is not there.</summary>
    [Theory]
    [InlineData("--port 8081 --public-address https://shop.example --stage test")]
    [InlineData("--PORT 8081 --to-Release 3 --tail 5 --verbosity quiet")]
    [InlineData("--force --yes --install-engine false")]
    [InlineData("--force TRUE --yes false")]
    [InlineData("--strategy Blue-Green --router HAProxy --to-slot GREEN --to-full")]
    [InlineData("--strategy recreate --router caddy")]
    [InlineData("--registry registry.example:5000/team --registry-user ann --registry-password pass")]
    public async Task Right_values_are_accepted(string arguments) =>
        (await folder.RunAsync(["Status", .. arguments.Split(' ')])).Expect(ExitCode.Failed).ExpectText(BuildFolder.NoEngine);

    [Fact]
    public async Task Target_and_parameter_that_name_two_strategies_end_with_2() =>
        (await folder.RunAsync("DeployRolling", "--strategy", "canary")).Expect(ExitCode.Usage)
            .ExpectText("  --strategy: the target releases by rolling, and canary was asked for: one of them is expected");

    [Theory]
    [InlineData("SwitchTraffic", "--to-slot: blue or green is expected")]
    [InlineData("Maintenance", "--on: either --on or --off is expected")]
    [InlineData("Maintenance --on --off", "--on: either --on or --off is expected")]
    public async Task Command_that_is_not_told_what_to_do_ends_with_2(string arguments, string fault) =>
        (await folder.RunAsync(arguments.Split(' '))).Expect(ExitCode.Usage).ExpectText($"  {fault}");

    [Theory]
    [InlineData("RegistryUser", "--registry-password")]
    [InlineData("RegistryPassword", "--registry-user")]
    public async Task Half_a_login_ends_with_2_and_names_the_other_half(string given, string missing)
    {
        folder.Environment[given] = "given";
        (await folder.RunAsync("Status")).Expect(ExitCode.Usage).ExpectText($"  {missing}: ");
    }

    [Fact]
    public async Task Parameter_of_the_environment_is_checked_like_one_of_the_command_line()
    {
        folder.Environment["NUKE_PORT"] = "many";
        (await folder.RunAsync("Status")).Expect(ExitCode.Usage).ExpectText("  --port: a number from 1 to 65535 is expected, not \"many\"");
    }

    private static string Message(Ended ended)
    {
        var lines = ended.Output.ReplaceLineEndings("\n").Split('\n');
        var first = Array.FindIndex(lines, line => line.Contains("in what is to be released", StringComparison.Ordinal));
        Assert.True(first >= 0, ended.Output);
        var text = lines[first];
        return string.Join('\n', lines.Skip(first + 1).TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal))
            .Prepend(text[(text.IndexOf("has failed: ", StringComparison.Ordinal) + "has failed: ".Length)..]));
    }
}
