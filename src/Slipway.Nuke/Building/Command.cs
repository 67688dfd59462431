using System.ComponentModel;
using System.Diagnostics;

namespace Slipway.Nuke.Building;

/// <summary>
/// Runs a program with an argument list and, if need be, text on its standard input: what Nuke's process tasks can't do, and the only way to
/// give a password to a program without showing it.
/// </summary>
internal static class Command
{
    /// <summary>Exit code 127 when there is no such program.</summary>
    public static (int ExitCode, string Output, string Error) Run(
        string program, IReadOnlyList<string> arguments, string? input = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.GetAwaiter().GetResult());
        }
        catch (Win32Exception missing)
        {
            return (127, "", missing.Message);
        }
    }
}
