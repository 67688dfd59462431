using System.ComponentModel;
using System.Diagnostics;

namespace Slipway.Testing.Facts;

/// <summary>
/// What tests need that not every machine has. Each says why it is missing, for the test to be skipped with; null where it is there.
/// </summary>
public static class Machine
{
    /// <summary>A loaded engine answers late, and that is no reason to skip its tests.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly Lazy<string?> Engine = new(FindEngine);

    /// <summary>A Docker Engine, asked by Docker's own client: what is under test can't hide that it finds none.</summary>
    public static string? WithoutEngine => Engine.Value;

    /// <summary>A POSIX shell and Unix signals.</summary>
    public static string? WithoutUnix { get; } = OperatingSystem.IsWindows() ? "needs a POSIX shell and Unix signals" : null;

    /// <summary>Perl, on the path.</summary>
    public static string? WithoutPerl { get; } = Find("perl") is null ? "perl is not on the PATH" : null;

    /// <summary>The first file of this name in the folders of the path; null when there is none.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static string? FindEngine()
    {
        try
        {
            using var client = Process.Start(new ProcessStartInfo("docker", ["version", "--format", "{{.Server.Version}}"])
            {
                UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            if (!client.WaitForExit(Patience))
            {
                client.Kill();
                return $"the engine did not answer within {Patience.TotalSeconds:0} s";
            }

            return client.ExitCode == 0 ? null : client.StandardError.ReadToEnd().Trim();
        }
        catch (Win32Exception)
        {
            return "there is no docker client on the PATH";
        }
    }
}
