using System.ComponentModel;
using System.Diagnostics;

namespace Slipway.Docker.Hosting;

/// <summary>Runs a program of this machine with an argument list, tells its progress, and fails with its last lines.</summary>
internal static class HostProgram
{
    private const int LastLines = 15;

    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(5);

    /// <param name="what">What is being done, for progress and messages: <c>installing docker.io</c>.</param>
    /// <exception cref="SlipwayException">There is no such program, or it ended with another exit code than 0.</exception>
    public static async Task RunAsync(
        string what, string program, IReadOnlyList<string> arguments, IProgress<string> progress, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" },
        };
        var lines = new Queue<string>();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(lines, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(lines, line.Data);
        try
        {
            process.Start();
        }
        catch (Win32Exception missing)
        {
            throw new SlipwayException(ExitCode.Failed, $"{what}: {program} can't be started: {missing.Message}", missing);
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var begun = time.GetTimestamp();
        progress.Report($"{what} ...");
        var ended = process.WaitForExitAsync(cancellationToken);
        try
        {
            while (await Task.WhenAny(ended, Task.Delay(ReportEvery, time, cancellationToken)) != ended)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress.Report($"{what}: {time.GetElapsedTime(begun).TotalSeconds:0} s");
            }

            await ended;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
        {
            lock (lines)
            {
                throw new SlipwayException(ExitCode.Failed,
                    $"{what}: {program} ended with exit code {process.ExitCode}.\n{string.Join('\n', lines.Select(line => $"  | {line}"))}");
            }
        }
    }

    private static void Keep(Queue<string> lines, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (lines)
        {
            lines.Enqueue(line);
            if (lines.Count > LastLines)
            {
                lines.Dequeue();
            }
        }
    }
}
