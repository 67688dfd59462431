using System.Diagnostics;
using System.Runtime.InteropServices;
using Slipway.Compat.Tests.Probe;

namespace Slipway.Compat.Tests;

/// <summary>What only a process of its own can show: exit codes as a shell sees them, and signals.</summary>
public sealed class ProcessTests : IDisposable
{
    // Bounds what would otherwise hang when a process never ends.
    private readonly CancellationTokenSource bound = new(TimeSpan.FromMinutes(1));
    private readonly TestRoot root = new();

    public void Dispose()
    {
        bound.Dispose();
        root.Dispose();
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("--help", 0)]
    [InlineData("Boom", 255)]
    [InlineData("Nope", 255)]
    [InlineData("ExitFive", 5)]
    public void A_shell_sees_the_exit_code(string arguments, int expected) =>
        Assert.Equal(expected, root.Run("SignalBuild", arguments).ExitCode);

    [LinuxFact]
    public async Task An_interrupted_build_runs_assured_targets_and_ends_with_its_table()
    {
        var build = await Interrupt("Later Assured");
        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("assured ran", build.Output, StringComparison.Ordinal);
        Assert.Matches("Slow +Aborted", build.Output);
        Assert.Matches("Later +NotRun", build.Output);
        Assert.Matches("Assured +Succeeded", build.Output);
        Assert.Contains("Build failed on", build.Output, StringComparison.Ordinal);
    }

    [LinuxFact]
    public async Task A_target_that_holds_the_signal_back_ends_in_its_own_time_and_gives_the_exit_code()
    {
        var build = await Interrupt("AfterUndoing Assured");
        Assert.Equal(6, build.ExitCode);
        // Which of the two it is depends on whether the target ends before the framework hears of the signal.
        Assert.Matches("(?s)undone.*assured ran.*Undoing +(Aborted|Failed)", build.Output);
        Assert.Matches("AfterUndoing +NotRun", build.Output);
        Assert.Matches("Assured +Succeeded", build.Output);
        Assert.Single(build.Lines, line => line.StartsWith("Total ", StringComparison.Ordinal));
    }

    private async Task<FinishedBuild> Interrupt(string targets)
    {
        string marker = root.Root / "running";
        using var process = root.Start("SignalBuild", [.. targets.Split(' '), "--marker", marker]);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(bound.Token);
            while (!File.Exists(marker))
                await Task.Delay(20, bound.Token);
            Assert.Equal(0, Kill(process.Id, SigInt));
            await process.WaitForExitAsync(bound.Token);
            return new FinishedBuild(process.ExitCode, await output, root.Root);
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
}
