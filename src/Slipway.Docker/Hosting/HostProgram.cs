using System.ComponentModel;
using System.Diagnostics;

namespace Slipway.Docker.Hosting;

/// <summary>Runs a program of this machine with an argument list, tells its progress, and fails with its last lines.</summary>
internal static class HostProgram
{
    private const int LastLines = 15;

    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(5);

    /// <summary>Packages over a slow line take minutes; a program that asks a question takes for ever.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <param name="what">What is being done, for progress and messages: <c>installing docker.io</c>.</param>
    /// <param name="program">Its name, found on the path.</param>
    /// <param name="arguments">Each a word of its own; no shell reads them.</param>
    /// <param name="progress">Told every 5 s how long it takes already.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    /// <exception cref="HostProgramException">It is missing, or did not end with exit code 0 within 30 min.</exception>
    public static async Task RunAsync(
        string what, string program, IReadOnlyList<string> arguments, IProgress<string> progress, TimeProvider time,
        CancellationToken cancellationToken)
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
            throw new HostProgramException(program, $"{what}: {program} can't be started: {missing.Message}", missing);
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var begun = time.GetTimestamp();
        progress.Report($"{what} ...");
        using var limit = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var ended = process.WaitForExitAsync(either.Token);
        try
        {
            while (await Task.WhenAny(ended, Task.Delay(ReportEvery, time, either.Token)) != ended)
            {
                either.Token.ThrowIfCancellationRequested();
                progress.Report($"{what}: {time.GetElapsedTime(begun).TotalSeconds:0} s");
            }

            await ended;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new HostProgramException(
                program, $"{what}: {program} was ended because it had not ended by itself within {Longest.TotalMinutes:0} min.");
        }

        if (process.ExitCode != 0)
        {
            lock (lines)
            {
                throw new HostProgramException(
                    program,
                    $"{what}: {program} ended with exit code {process.ExitCode}.\n{string.Join('\n', lines.Select(line => $"  | {line}"))}")
                {
                    ExitCode = process.ExitCode,
                };
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
