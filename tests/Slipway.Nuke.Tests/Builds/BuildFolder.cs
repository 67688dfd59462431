using System.Diagnostics;
using System.Runtime.InteropServices;
using Slipway.Testing.Processes;

namespace Slipway.Nuke.Tests.Builds;

/// <summary>A repository root of its own for builds, and a folder for what they leave behind.</summary>
internal sealed class BuildFolder : IDisposable
{
    /// <summary>An engine that nobody has: a build that should touch nothing can't.</summary>
    public const string NoEngine = "unix:///nonexistent/docker.sock";

    /// <summary>The host that runs these tests, found without the path: a test may run its build on another one.</summary>
    private static readonly string Dotnet = Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-nuke-tests-");

    public BuildFolder()
    {
        Directory.CreateDirectory(Path.Combine(Root, ".nuke"));
        Directory.CreateDirectory(Temporary);
    }

    public string Root => Path.Combine(folder.FullName, "root");

    /// <summary>Where the builds keep their temporary files.</summary>
    public string Temporary => Path.Combine(folder.FullName, "tmp");

    /// <summary>Environment variables of the builds beside the few that every process needs.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal) { ["DOCKER_HOST"] = NoEngine };

    /// <summary>Runs <see cref="SmallBuild"/>.</summary>
    public Task<Ended> RunAsync(params IReadOnlyList<string> arguments) => RunAsync(Start(arguments));

    /// <summary>Runs the build of this repository, on this folder.</summary>
    public Task<Ended> RunRealAsync(params IReadOnlyList<string> arguments)
    {
        foreach (var file in new[] { "Build.sln", Path.Combine(".nuke", "parameters.json") })
        {
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(Root, file), overwrite: true);
        }

        // The description of what is released reads the database's recipe from here, and nothing else.
        Directory.CreateSymbolicLink(Path.Combine(Root, "samples"), Path.Combine(Repository.Root, "samples"));

        return RunAsync(Start("_build.dll", arguments));
    }

    public RunningBuild Start(params IReadOnlyList<string> arguments) => Start("Slipway.Nuke.Tests.dll", arguments);

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>What stands in the files below the root and the folder for temporary files.</summary>
    public IEnumerable<(string File, string Text)> ReadAll() =>
        Directory.EnumerateFiles(folder.FullName, "*", SearchOption.AllDirectories).Select(file => (file, File.ReadAllText(file)));

    private static async Task<Ended> RunAsync(RunningBuild build)
    {
        using (build)
        {
            return await build.EndAsync();
        }
    }

    private RunningBuild Start(string assembly, IReadOnlyList<string> arguments)
    {
        IReadOnlyList<string> command =
        [
            Dotnet, Path.Combine(AppContext.BaseDirectory, assembly), .. arguments, "--no-logo", "--host", "Terminal", "--root", Root,
        ];

        // Tests that were started in the background ignore SIGINT, and so would their builds.
        var start = OperatingSystem.IsLinux()
            ? new ProcessStartInfo("env", ["--default-signal=INT", "--", .. command])
            : new ProcessStartInfo(command[0], command.Skip(1));
        start.WorkingDirectory = Root;

        // Nothing that happens to be set here, by the build that runs these tests for one, is a parameter of theirs.
        var inherited = new[] { "PATH", "HOME", "DOTNET_ROOT", "SystemRoot", "USERPROFILE" }
            .Select(name => (Name: name, Value: System.Environment.GetEnvironmentVariable(name)))
            .Where(variable => variable.Value is not null).ToList();
        start.Environment.Clear();
        inherited.ForEach(variable => start.Environment[variable.Name] = variable.Value);
        start.Environment["TMPDIR"] = Temporary;
        foreach (var (name, value) in RunningProcess.Frugal.Concat(Environment))
        {
            start.Environment[name] = value;
        }

        return new RunningBuild(start);
    }
}
