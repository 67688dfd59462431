using Slipway.Nuke.Tests.Builds;

namespace Slipway.Nuke.Tests.Parameters;

/// <summary>What a person types means what it says, or ends the build with every fault.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly BuildFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("--prot", "there is no such parameter; is --port meant? --help lists all")]
    [InlineData("-prot", "there is no such parameter; is --port meant? --help lists all")]
    [InlineData("--install", "there is no such parameter; is --install-engine meant? --help lists all")]
    [InlineData("--frobnicate", "there is no such parameter; --help lists all")]
    [InlineData("--port=8081", "the value is expected as the next argument: --port 8081")]
    [InlineData("--yes=true", "the value is expected as the next argument: --yes true")]
    [InlineData("--to-release", "a number from 1 to 2147483647 is expected after it")]
    [InlineData("--stage", "a value is expected after it")]
    [InlineData("--registry --yes", "a value is expected after it")]
    [InlineData("--strategy", "a value is expected after it")]
    [InlineData("--stage test Verify", "one value is expected, not 2: test Verify; targets stand before the first parameter")]
    [InlineData("--stage -test", "a value that begins with a dash is expected in the variable NUKE_STAGE")]
    [InlineData("--port 8081 --Port 8082", "it is given more than once, with different values: one is expected")]
    [InlineData("--on --on no", "it is given more than once, with different values: one is expected")]
    public async Task Command_line_that_Nuke_would_pass_over_ends_with_2(string arguments, string reason)
    {
        var ended = (await folder.RunAsync(["Status", .. arguments.Split(' ')])).Expect(ExitCode.Usage);
        Assert.Equal([$"{arguments.Split(' ', '=')[0]}: {reason}"], ended.Faults);
    }

    [Theory]
    [InlineData("--on --yes --force --to-full", "On=True Yes=True Force=True ToFull=True InstallEngine=True")]
    [InlineData("-on --Yes --FORCE --tofull", "On=True Yes=True Force=True ToFull=True")]
    [InlineData("--on --queue 30s", "On=True Queue=00:00:30")]
    [InlineData("--on --queue 1m", "Queue=00:01:00")]
    [InlineData("--queue 1500ms --on", "On=True Queue=00:00:01.5000000")]
    [InlineData("--on yes --off no --yes 1 --force 0", "On=True Off=False Yes=True Force=False")]
    [InlineData("--on ON --off off --yes True --force FALSE", "On=True Off=False Yes=True Force=False")]
    [InlineData("--on false --install-engine no --port 8081", "On=False InstallEngine=False Port=8081")]
    [InlineData("--install-engine --to-release 3 --tail 5 --port 8081 --port 8081", "InstallEngine=True ToRelease=3 Tail=5 Port=8081")]
    [InlineData("--stage test --service web --strategy Rolling --router Caddy --to-slot GREEN",
        "Stage=test Service=web Strategy=rolling Router=Caddy ToSlot=Green")]
    [InlineData("--verbosity normal",
        "On=False Off=False Yes=False Force=False ToFull=False InstallEngine=True ToRelease= Tail=50 RegistryPort=5000")]
    public async Task Command_line_means_what_a_person_means(string arguments, string values)
    {
        var shown = (await folder.RunAsync(["ShowParameters", .. arguments.Split(' ')])).Expect(ExitCode.Released);
        Assert.All(values.Split(' '), value => shown.ExpectText($" {value};"));
    }

    [Fact]
    public async Task Target_and_parameter_that_name_two_strategies_end_with_2() =>
        (await folder.RunAsync("DeployRolling", "--strategy", "canary")).Expect(ExitCode.Usage).ExpectRefusal()
            .ExpectText("  --strategy: the target releases by rolling, and canary was asked for: one of them is expected");

    [Theory]
    [InlineData("SwitchTraffic", "--to-slot: blue or green is expected")]
    [InlineData("Maintenance", "--on: either --on or --off is expected")]
    [InlineData("Maintenance --off --queue 30s", "--queue: it goes with --on, and --off was asked for")]
    [InlineData("SwitchTraffic --port 0", "--to-slot: blue or green is expected")]
    [InlineData("Maintenance --queue 30s", "--on: either --on or --off is expected")]
    [InlineData("Maintenance --on --off", "--on: either --on or --off is expected")]
    public async Task Command_that_is_not_told_what_to_do_ends_with_2(string arguments, string fault) =>
        Assert.Contains(fault, (await folder.RunAsync(arguments.Split(' '))).Expect(ExitCode.Usage).ExpectRefusal().Faults);
}
