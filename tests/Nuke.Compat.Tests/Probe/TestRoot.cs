using System.Diagnostics;
using Nuke.Common.IO;
using Slipway.Testing.Processes;

namespace Slipway.Compat.Tests.Probe;

/// <summary>A root directory of its own, and builds of the probe that run in it as processes.</summary>
internal sealed class TestRoot : IDisposable
{
    // Whatever else is set where the tests run could be taken for a parameter, or for a build server.
    private static readonly string[] Kept =
        ["PATH", "HOME", "DOTNET_ROOT", "TMPDIR", "TEMP", "SystemRoot", "USERPROFILE", "APPDATA", "LOCALAPPDATA"];

    private static readonly string Probe = Path.Combine(AppContext.BaseDirectory, "Nuke.Compat.Probe.dll");

    public TestRoot() => (Root / ".nuke").CreateDirectory();

    public AbsolutePath Root { get; } = Directory.CreateTempSubdirectory("nuke-compat-").FullName;

    /// <summary>What the environment of the builds has beside the necessary.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal) { ["NUKE_TELEMETRY_OPTOUT"] = "1" };

    /// <summary>Runs a build without the logo and waits for its end.</summary>
    public FinishedBuild Run(string build, string arguments) =>
        RunExactly(build, [.. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--no-logo"]);

    /// <summary>Runs a build with these arguments and no others, and waits for its end.</summary>
    public FinishedBuild RunExactly(string build, params IEnumerable<string> arguments)
    {
        using var process = Start(build, arguments);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new FinishedBuild(process.ExitCode, output, Root);
    }

    /// <summary>
    /// Starts a build. Its errors go the way of its output. A process that a script started in the background ignores SIGINT,
    /// and so do its children unless <c>env</c> resets it.
    /// </summary>
    public Process Start(string build, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "cmd" : "sh")
        {
            WorkingDirectory = Root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var reset = OperatingSystem.IsLinux() ? "env --default-signal=INT " : "";
        string[] words = OperatingSystem.IsWindows()
            ? ["/c", "dotnet", Probe, .. arguments, "2>&1"]
            : ["-c", $"exec {reset}\"$@\" 2>&1", "sh", "dotnet", Probe, .. arguments];
        foreach (var word in words)
            start.ArgumentList.Add(word);
        foreach (var name in start.Environment.Keys.Except(Kept, StringComparer.OrdinalIgnoreCase).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in RunningProcess.Frugal.Concat(Variables))
            start.Environment[name] = value;
        start.Environment["PROBE_BUILD"] = build;
        var process = Process.Start(start)!;
        // Nobody is there to answer a question.
        process.StandardInput.Close();
        return process;
    }

    public void Write(string file, string content) => (Root / ".nuke" / file).WriteAllText(content);

    public void Dispose() => Root.DeleteDirectory();
}
