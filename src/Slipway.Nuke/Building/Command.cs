using System.ComponentModel;
using System.Diagnostics;

namespace Slipway.Nuke.Building;

/// <summary>
/// Runs a program with an argument list and, if need be, text on its standard input: what Nuke's process tasks can't do, and the only way
/// to give a password to a program without showing it.
/// </summary>
internal static class Command
{
    /// <summary>Exit code 127 when there is no such program.</summary>
    /// <param name="program">Found on the path, or a path.</param>
    /// <param name="arguments">Handed on one by one, never through a shell.</param>
    /// <param name="input">All of its standard input; null for none.</param>
    /// <param name="environment">All of its environment; null for this process's own.</param>
    public static (int ExitCode, string Output, string Error) Run(
        string program, IReadOnlyList<string> arguments, string? input = null, IReadOnlyDictionary<string, string>? environment = null) =>
        Run(program, arguments, input, environment, process => process.StandardOutput.ReadToEnd(), "");

    /// <summary>The same for a program that writes what is no text.</summary>
    public static (int ExitCode, byte[] Output, string Error) RunForBytes(
        string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        Run(program, arguments, input: null, environment, ReadBytes, Array.Empty<byte>());

    private static (int ExitCode, TOutput Output, string Error) Run<TOutput>(
        string program, IReadOnlyList<string> arguments, string? input, IReadOnlyDictionary<string, string>? environment,
        Func<Process, TOutput> read, TOutput none)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (environment is not null)
        {
            start.Environment.Clear();
            foreach (var (name, value) in environment)
            {
                start.Environment[name] = value;
            }
        }

        try
        {
            using var process = Process.Start(start)!;
            Feed(process, input);
            var error = process.StandardError.ReadToEndAsync();
            var output = read(process);
            process.WaitForExit();
            return (process.ExitCode, output, error.GetAwaiter().GetResult());
        }
        catch (Win32Exception missing)
        {
            return (127, none, missing.Message);
        }
    }

    private static byte[] ReadBytes(Process process)
    {
        using var bytes = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static void Feed(Process process, string? input)
    {
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended, or closed its input, without reading all: its exit code and its error say why, a broken pipe would hide them.
        }
    }
}
