using Serilog;
using Slipway.Nuke.Components;

/// <summary>What the tests run the programs of the target with: Perl is on every Debian, Lua is not.</summary>
internal sealed partial class Build
{
    Target Interpreters => _ => _
        .Description("Installs what the tests run nginx's and HAProxy's Lua with, on a Debian, as root; elsewhere those tests are skipped")
        .OnlyWhenDynamic(() => !IsOnPath("luajit"))
        .ExecutesRun(this, _ =>
        {
            InstallInterpreters();
            return Task.CompletedTask;
        });

    private static void InstallInterpreters()
    {
        if (IsOnPath("apt-get") && Environment.IsPrivilegedProcess
            && Array.TrueForAll(["update", "install --yes --no-install-recommends luajit lua-cjson"], Apt))
        {
            return;
        }

        Log.Warning("No luajit is on the PATH and none can be installed here: the tests of the programs in Lua will be skipped");
    }

    private static bool Apt(string arguments)
    {
        var process = ProcessTasks.StartProcess("apt-get", arguments);
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static bool IsOnPath(string program) => Array.Exists(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), folder => File.Exists(Path.Combine(folder, program)));
}
