using Slipway.Nuke.Tests.Builds;

namespace Slipway.Nuke.Tests.Parameters;

/// <summary>
/// Nuke warns of a wrong value and takes the default, and ignores an unknown option: here both end the build before its first step.
/// </summary>
public sealed class ParameterTests : IDisposable
{
    private readonly BuildFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_fault_of_parameters_and_description_stands_in_one_message()
    {
        var ended = (await folder.RunAsync(
            "DeployBlueGreen", "--described", "faulty", "--port", "99999", "--public-address", "shop.example", "--install-engine",
            "perhaps", "--registry-port", "0",
            "--force", "maybe", "--to-release", "first", "--tail", "-1", "--yes", "maybe", "--registry", "http://registry",
            "--registry-user", "ann", "--prot", "8080",
            "--strategy", "slow", "--router", "apache", "--to-slot", "red", "--to-full", "half", "--on", "perhaps"))
            .Expect(ExitCode.Usage);
        ended.ExpectText("19 faults in what is to be released; nothing was touched.");
        Approved.Match(string.Join('\n', ended.Faults));
        ended.ExpectRefusal();
    }

    [Theory]
    [InlineData("--port", "0")]
    [InlineData("--port", "65536")]
    [InlineData("--port", "abc")]
    [InlineData("--port", "70000")]
    [InlineData("--port", "")]
    [InlineData("--port", "1.5")]
    [InlineData("--registry-port", "-1")]
    [InlineData("--to-release", "0")]
    [InlineData("--to-release", "-1")]
    [InlineData("--to-release", "abc")]
    [InlineData("--tail", "-5")]
    [InlineData("--tail", "100001")]
    [InlineData("--force", "perhaps")]
    [InlineData("--install-engine", "nope")]
    [InlineData("--on", "")]
    [InlineData("--public-address", "ftp://shop")]
    [InlineData("--registry", "two words")]
    [InlineData("--registry", "/path")]
    [InlineData("--registry", "registry.example:0")]
    [InlineData("--registry", "registry.example:65536/team")]
    [InlineData("--registry", "")]
    [InlineData("--registry-user", "")]
    [InlineData("--service", "")]
    [InlineData("--stage", " ")]
    [InlineData("--tail", "٣")]
    [InlineData("--from", "99999999999")]
    [InlineData("--detailed-exit-code", "2")]
    [InlineData("--strategy", "bluegreen")]
    [InlineData("--strategy", "")]
    [InlineData("--router", "HA Proxy")]
    [InlineData("--to-slot", "0")]
    [InlineData("--to-full", "all")]
    [InlineData("--off", "-1")]
    [InlineData("--queue", "30")]
    [InlineData("--queue", "61s")]
    [InlineData("--queue", "999ms")]
    [InlineData("--queue", "0s")]
    [InlineData("--queue", "1h")]
    [InlineData("--queue", "99999999999s")]
    [InlineData("--queue", "soon")]
    [InlineData("--code", "abc")]
    [InlineData("--plan", "yes")]
    public async Task Wrong_value_ends_with_2_and_names_parameter_and_value(string parameter, string value)
    {
        var ended = (await folder.RunAsync("Status", parameter, value)).Expect(ExitCode.Usage)
            .ExpectText("1 fault in what was asked for; nothing was touched.");
        ended.ExpectText($"  {parameter}: ").ExpectText($"not \"{value}\"");
    }

    [Fact]
    public async Task Parameters_of_the_build_itself_are_checked_like_those_of_components()
    {
        var ended = (await folder.RunRealAsync("Soak", "--kills", "alll", "--minutes", "-1", "--seed")).Expect(ExitCode.Usage);
        Assert.Equal(
            ["--seed: a number from 0 to 2147483647 is expected after it",
                "--kills: a number from 0 to 2147483647, or all, is expected, not \"alll\"",
             "--minutes: a number from 0 to 100000 is expected, not \"-1\""],
            ended.Faults);
        Assert.Equal("NotRun", ended.Status("Soak"));
    }

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
}
