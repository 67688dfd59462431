using System.Diagnostics;
using System.Globalization;
using Slipway.Docker.Engine;
using Slipway.Docker.Hosting;

namespace Slipway.Docker.Tests;

public sealed class HostTests
{

    private const string Default = "unix:///var/run/docker.sock";

    private static readonly HostFacts Debian = new(IsLinux: true, IsRoot: true, HasPackageManager: true, HasDaemon: false,
        HasServiceManager: false);

    [Fact]
    public void A_missing_engine_is_installed_where_that_is_possible_and_allowed() =>
        Assert.Equal(EngineDecision.InstallAndStart, Debian.Decide(Default, mayInstall: true));

    [Fact]
    public void Without_permission_nothing_is_installed() =>
        Assert.Equal(EngineDecision.AskForInstallation, Debian.Decide(Default, mayInstall: false));

    [Fact]
    public void Who_is_not_root_is_told_the_command() =>
        Assert.Equal(EngineDecision.AskForInstallation, (Debian with { IsRoot = false }).Decide(Default, mayInstall: true));

    [Fact]
    public void A_system_without_apt_is_told_what_to_do() =>
        Assert.Equal(EngineDecision.AskForInstallation, (Debian with { HasPackageManager = false }).Decide(Default, mayInstall: true));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_installed_engine_is_started_whether_or_not_installing_is_allowed(bool mayInstall) =>
        Assert.Equal(EngineDecision.Start, (Debian with { HasDaemon = true }).Decide(Default, mayInstall));

    [Fact]
    public void An_installed_engine_is_not_started_by_who_may_not() =>
        Assert.Equal(EngineDecision.ReportUnreachable,
            (Debian with { HasDaemon = true, IsRoot = false }).Decide(Default, mayInstall: true));

    [Theory]
    [InlineData("tcp://10.0.0.7:2375")]
    [InlineData("unix:///tmp/forwarded.sock")]
    public void An_engine_somewhere_else_is_never_replaced_by_one_here(string endpoint) =>
        Assert.Equal(EngineDecision.ReportUnreachable, Debian.Decide(endpoint, mayInstall: true));

    [Fact]
    public void Elsewhere_than_on_Linux_nothing_is_tried() =>
        Assert.Equal(EngineDecision.ReportUnreachable, (Debian with { IsLinux = false }).Decide(Default, mayInstall: true));

    [Fact]
    public async Task A_program_that_fails_is_quoted_with_its_last_lines()
    {
        var failure = await Assert.ThrowsAsync<HostProgramException>(() => HostProgram.RunAsync(
            "testing", "sh", ["-c", "echo said; echo complained >&2; exit 4"], new Immediate<string>(_ => { }), TimeProvider.System,
            CancellationToken.None));
        Assert.Equal(("sh", 4), (failure.Program, failure.ExitCode));
        Assert.Contains("exit code 4", failure.Message, StringComparison.Ordinal);
        Assert.Contains("said", failure.Message, StringComparison.Ordinal);
        Assert.Contains("complained", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        var failure = await Assert.ThrowsAsync<HostProgramException>(() => HostProgram.RunAsync(
            "testing", "no-such-program", [], new Immediate<string>(_ => { }), TimeProvider.System, CancellationToken.None));
        Assert.Contains("no-such-program", failure.Message, StringComparison.Ordinal);
    }
}
