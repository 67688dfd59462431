using System.Diagnostics;

namespace Shop.Tests.Running;

/// <summary>The docker client, called with lists of arguments.</summary>
internal static class DockerClient
{
    private static readonly Lazy<string?> Absence = new(FindAbsence);

    /// <summary>Null when an engine answers, else why there is none.</summary>
    public static string? WhyAbsent => Absence.Value;

    /// <summary>Runs the client and returns its output.</summary>
    /// <exception cref="InvalidOperationException">It ended with another exit code than 0; the message holds what it said.</exception>
    public static async Task<string> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        string[] list = [.. arguments];
        using Process process = Process.Start(Start(list)) ?? throw new InvalidOperationException("docker did not start");
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? (await output).Trim()
            : throw new InvalidOperationException(
                $"docker {string.Join(' ', list)}: exit code {process.ExitCode}: {(await errors).Trim()}");
    }

    private static string? FindAbsence()
    {
        try
        {
            using Process process = Process.Start(Start(["version", "--format", "{{.Server.Version}}"]))!;
            return process.WaitForExit(TimeSpan.FromSeconds(20)) && process.ExitCode == 0 ? null : "no Docker Engine answers";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "there is no docker client";
        }
    }

    private static ProcessStartInfo Start(IEnumerable<string> arguments) =>
        new("docker", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
}
