using Serilog;
using Slipway.Nuke.Components;

/// <summary>What the tests run build.ps1 and the target's programs with. Perl is on every Debian; Lua and PowerShell are not.</summary>
internal sealed partial class Build
{
    /// <summary>The newest whose package holds the program for every system.</summary>
    private const string PowerShellVersion = "7.6.9";

    private static readonly string PowerShell = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";

    Target Interpreters => _ => _
        .Description("Installs what tests run with: PowerShell beside what is built, Lua on a Debian as root; tests without it are skipped")
        .OnlyWhenDynamic(() => !HasLua || !HasPowerShell)
        .ExecutesRun(this, _ =>
        {
            if (!HasLua && !InstallLua())
            {
                Log.Warning("No luajit is on the PATH and none can be installed here: the tests of the programs in Lua will be skipped");
            }

            if (!HasPowerShell && !InstallPowerShell())
            {
                Log.Warning("There is no {PowerShell} and none can be installed: the tests of build.ps1 will be skipped", PowerShell);
            }

            return Task.CompletedTask;
        });

    private AbsolutePath Tools => ((IHazArtifacts)this).ArtifactsDirectory / "tools";

    private static bool HasLua => IsOnPath("luajit");

    private bool HasPowerShell => IsOnPath(PowerShell) || File.Exists(Tools / PowerShell);

    private static bool InstallLua() => IsOnPath("apt-get") && Environment.IsPrivilegedProcess
        && Succeeds("apt-get", "update") && Succeeds("apt-get", "install --yes --no-install-recommends luajit lua-cjson");

    private bool InstallPowerShell() =>
        Succeeds("dotnet", $"tool install powershell --version {PowerShellVersion} --tool-path {Tools:dn}");

    private static bool Succeeds(string program, string arguments)
    {
        var process = ProcessTasks.StartProcess(program, arguments);
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static bool IsOnPath(string program) => Array.Exists(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), folder => File.Exists(Path.Combine(folder, program)));
}
