using System.Diagnostics;
using System.Runtime.InteropServices;
using Slipway.Compat.Tests.Builds;

namespace Slipway.Compat.Tests;

/// <summary>What only a process of its own can show: exit codes as a shell sees them, and signals.</summary>
public sealed class ProcessTests : IDisposable
{
    // Bounds what would otherwise hang when a process never ends.
    private readonly CancellationTokenSource bound = new(TimeSpan.FromMinutes(1));
    private readonly string root = Directory.CreateTempSubdirectory("nuke-compat-").FullName;

    public ProcessTests() => Directory.CreateDirectory(Path.Combine(root, ".nuke"));

    public void Dispose()
    {
        bound.Dispose();
        Directory.Delete(root, recursive: true);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("--help", 0)]
    [InlineData("Boom", 255)]
    [InlineData("Nope", 255)]
    [InlineData("ExitFive", 5)]
    public async Task A_shell_sees_the_exit_code(string arguments, int expected)
    {
        using var process = Start(arguments);
        await process.StandardOutput.ReadToEndAsync(bound.Token);
        await process.WaitForExitAsync(bound.Token);
        Assert.Equal(expected, process.ExitCode);
    }

    [LinuxFact]
    public async Task An_interrupted_build_runs_assured_targets_and_ends_with_its_table()
    {
        var (exitCode, text) = await Interrupt("Later Assured");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("assured ran", text, StringComparison.Ordinal);
        Assert.Matches("Slow +Aborted", text);
        Assert.Matches("Later +NotRun", text);
        Assert.Matches("Assured +Succeeded", text);
        Assert.Contains("Build failed on", text, StringComparison.Ordinal);
    }

    [LinuxFact]
    public async Task A_target_that_holds_the_signal_back_ends_in_its_own_time_and_gives_the_exit_code()
    {
        var (exitCode, text) = await Interrupt("AfterUndoing Assured");
        Assert.Equal(6, exitCode);
        // Which of the two it is depends on whether the target ends before the framework hears of the signal.
        Assert.Matches("(?s)undone.*assured ran.*Undoing +(Aborted|Failed)", text);
        Assert.Matches("AfterUndoing +NotRun", text);
        Assert.Matches("Assured +Succeeded", text);
        Assert.Single(text.Split('\n'), line => line.StartsWith("Total ", StringComparison.Ordinal));
    }

    private async Task<(int ExitCode, string Output)> Interrupt(string targets)
    {
        var marker = Path.Combine(root, "running");
        using var process = Start($"{targets} --marker {marker}");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(bound.Token);
            while (!File.Exists(marker))
                await Task.Delay(20, bound.Token);
            Assert.Equal(0, Kill(process.Id, SigInt));
            await process.WaitForExitAsync(bound.Token);
            return (process.ExitCode, await output);
        }
        finally
        {
            // A build that does not end must not outlive its test.
            process.Kill(entireProcessTree: true);
        }
    }

    private const int SigInt = 2;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);

    // A process that a script started in the background ignores SIGINT, and so do its children unless 'env' resets it.
    private Process Start(string arguments) => Process.Start(new ProcessStartInfo
    {
        FileName = OperatingSystem.IsLinux() ? "env" : "dotnet",
        Arguments = $"{(OperatingSystem.IsLinux() ? "--default-signal=INT dotnet " : "")}{typeof(ProbeBuild).Assembly.Location} {arguments}",
        WorkingDirectory = root,
        UseShellExecute = false,
        RedirectStandardOutput = true,
    })!;
}
