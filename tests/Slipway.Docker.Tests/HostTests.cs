using System.Diagnostics;
using System.Globalization;
using Slipway.Docker.Engine;
using Slipway.Docker.Hosting;

namespace Slipway.Docker.Tests;

public sealed class HostTests
{
    private const string Default = "unix:///var/run/docker.sock";

    private static readonly HostFacts Debian = new(IsLinux: true, IsRoot: true, HasPackageManager: true, HasDaemon: false, HasServiceManager: false);

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
        Assert.Equal(EngineDecision.ReportUnreachable, (Debian with { HasDaemon = true, IsRoot = false }).Decide(Default, mayInstall: true));

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
        var failure = await Assert.ThrowsAsync<SlipwayException>(() => HostProgram.RunAsync(
            "testing", "sh", ["-c", "echo said; echo complained >&2; exit 4"], new Immediate<string>(_ => { }), TimeProvider.System, CancellationToken.None));
        Assert.Contains("exit code 4", failure.Message, StringComparison.Ordinal);
        Assert.Contains("said", failure.Message, StringComparison.Ordinal);
        Assert.Contains("complained", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        var failure = await Assert.ThrowsAsync<SlipwayException>(() => HostProgram.RunAsync(
            "testing", "no-such-program", [], new Immediate<string>(_ => { }), TimeProvider.System, CancellationToken.None));
        Assert.Contains("no-such-program", failure.Message, StringComparison.Ordinal);
    }

    [DaemonFact]
    [Trait("Category", "Slow")]
    public async Task A_started_daemon_answers_and_has_a_session_of_its_own()
    {
        var folder = Directory.CreateTempSubdirectory("slipway-dockerd-");
        var pidFile = Path.Combine(folder.FullName, "pid");
        var socket = $"unix://{folder.FullName}/engine.sock";
        string[] arguments =
        [
            "--host", socket, "--data-root", Path.Combine(folder.FullName, "data"), "--exec-root", Path.Combine(folder.FullName, "exec"),
            "--pidfile", pidFile, "--bridge", "none", "--iptables=false", "--ip6tables=false", "--storage-driver", "vfs",
        ];
        var daemon = new EngineDaemon(arguments, Path.Combine(folder.FullName, "log"), TimeProvider.System, new Immediate<string>(_ => { }));
        using var engine = DockerEngine.Connect(socket, TimeProvider.System);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        Process? process = null;
        try
        {
            await daemon.StartAsync(limit.Token);
            await AwaitAnswerAsync(engine, limit.Token);
            process = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(pidFile, limit.Token), CultureInfo.InvariantCulture));

            // The session is the fourth field after the name in parentheses.
            var status = await File.ReadAllTextAsync($"/proc/{process.Id}/stat", limit.Token);
            Assert.Equal($"{process.Id}", status[(status.LastIndexOf(')') + 2)..].Split(' ')[3]);
            Assert.NotEmpty(await daemon.ReadLastWordsAsync(limit.Token));
        }
        finally
        {
            if (process is not null)
            {
                using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
                await kill.WaitForExitAsync(limit.Token);
                await process.WaitForExitAsync(limit.Token);
                process.Dispose();
            }

            folder.Delete(recursive: true);
        }
    }

    private static async Task AwaitAnswerAsync(DockerEngine engine, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await engine.PingAsync(cancellationToken);
                return;
            }
            catch (Containers.EngineUnreachableException)
            {
                await Task.Delay(100, cancellationToken);
            }
        }
    }

    private sealed class DaemonFactAttribute : FactAttribute
    {
        public DaemonFactAttribute()
        {
            if (HostFacts.Read() is not { HasDaemon: true, IsRoot: true })
            {
                Skip = "starting a second dockerd needs root and an installed dockerd";
            }
        }
    }
}
