using System.Diagnostics;

namespace Slipway.Bench;

/// <summary>A process that is measured from outside: start, end, output.</summary>
internal static class BuildProcess
{
    /// <summary>Makes this program return at once.</summary>
    public const string NothingArgument = "--nothing";

    /// <summary>Lines of a failed process that are shown.</summary>
    private const int Tail = 40;

    public static string DotNet { get; } =
        Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";

    /// <summary>Runs a program to its end and says so when it fails: then null.</summary>
    public static async Task<Finished?> TryRunAsync(Command command, TimeProvider time, CancellationToken cancellationToken)
    {
        var finished = await MeasureAsync(command, time, cancellationToken);
        if (finished.ExitCode == 0)
        {
            return finished;
        }

        Console.Error.WriteLine($"{command} ended with exit code {finished.ExitCode}:");
        foreach (var line in finished.Output.Split('\n').TakeLast(Tail))
        {
            Console.Error.WriteLine($"    {line}");
        }

        return null;
    }

    /// <exception cref="InvalidOperationException">It did not succeed; a figure of it would be worth nothing.</exception>
    public static async Task<Finished> RunAsync(Command command, TimeProvider time, CancellationToken cancellationToken) =>
        await TryRunAsync(command, time, cancellationToken) ?? throw new InvalidOperationException($"{command} failed; see above.");

    /// <summary>Runs a program to its end, whatever that is.</summary>
    public static async Task<Finished> MeasureAsync(Command command, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        using var process = Start(command);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        var took = time.GetElapsedTime(start);
        return new Finished(process.ExitCode, took, await output + await error);
    }

    /// <summary>Starts a program whose output the caller reads or leaves.</summary>
    public static Process Start(Command command)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = command.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException($"{command} did not start.");
        process.StandardInput.Close();
        return process;
    }

    /// <param name="Took">From before its start until its exit was seen.</param>
    /// <param name="Output">Standard output, then standard error.</param>
    internal sealed record Finished(int ExitCode, TimeSpan Took, string Output);
}
