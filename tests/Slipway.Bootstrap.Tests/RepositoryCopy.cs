using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Slipway.Bootstrap.Tests;

/// <summary>
/// The files of the working tree that git knows or would add, in a folder of their own. Packages come from the sources that this machine
/// has, and those of Nuke from a folder alone; they are unpacked in a folder of this copy, never in that of the machine's other builds.
/// </summary>
public sealed partial class RepositoryCopy : IAsyncLifetime
{
    /// <summary>A loaded machine compiles for minutes.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-bootstrap-");
    private IReadOnlyList<string> sources = [];

    public string Root => Path.Combine(folder.FullName, "repository");

    /// <summary>Where the build program lies.</summary>
    public string Program => Path.Combine(Root, "build", "bin", "bootstrap");

    /// <summary>Where NuGet unpacks what is restored here.</summary>
    public string Packages => Path.Combine(folder.FullName, "packages");

    public async Task InitializeAsync()
    {
        var project = typeof(RepositoryCopy).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "ProjectDirectory").Value!;
        var original = Path.GetFullPath(Path.Combine(project, "..", ".."));
        var files = await RunProcessAsync("git", ["-C", original, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
        foreach (var file in files.Expect(0).Output.Split('\0').Where(file => File.Exists(Path.Combine(original, file))))
        {
            var copy = Path.Combine(Root, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(original, file), copy);
        }

        var listed = (await RunProcessAsync("dotnet", ["nuget", "list", "source"])).Expect(0).Output;
        sources = [.. EnabledSource().Matches(listed).Select(match => match.Groups["name"].Value)];
        Assert.NotEmpty(sources);
    }

    public Task DisposeAsync()
    {
        folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>A feed in a folder that no other test has.</summary>
    internal FolderFeed CreateFeed() => new(folder.CreateSubdirectory(Path.Combine("feeds", Guid.NewGuid().ToString("N"))).FullName);

    /// <summary>Takes the packages of Nuke from here and nowhere else, and forgets what was chosen and unpacked of them before.</summary>
    /// <param name="feed">A folder, or an address.</param>
    public void TakeNukeFrom(string feed)
    {
        XElement Source(string name, params string[] patterns) => new("packageSource",
            new XAttribute("key", name), patterns.Select(pattern => new XElement("package", new XAttribute("pattern", pattern))));
        string[] patterns = Directory.Exists(feed) ? ["Nuke.*", "*"] : ["Nuke.*"];
        new XElement("configuration",
            new XElement("packageSources", new XElement("add",
                new XAttribute("key", "nuke"), new XAttribute("value", feed), new XAttribute("allowInsecureConnections", "true"))),
            new XElement("packageSourceMapping", Source("nuke", patterns), sources.Select(source => Source(source, "*"))))
            .Save(Path.Combine(Root, "nuget.config"));
        var artifacts = Path.Combine(Root, "artifacts");
        if (Directory.Exists(artifacts))
        {
            Directory.EnumerateFiles(artifacts, "official-packages.txt").ToList().ForEach(File.Delete);
        }

        if (Directory.Exists(Packages))
        {
            Directory.EnumerateDirectories(Packages, "nuke.*").ToList().ForEach(unpacked => Directory.Delete(unpacked, recursive: true));
        }

        Directory.EnumerateFiles(Root, "packages.official.lock.json", SearchOption.AllDirectories).ToList().ForEach(File.Delete);
    }

    /// <summary>Runs build.sh.</summary>
    /// <param name="officialPackages">The environment's OfficialPackages; null when it is not set.</param>
    internal Task<Ended> BuildAsync(string? officialPackages, params IReadOnlyList<string> arguments) =>
        RunAsync(Path.Combine(Root, "build.sh"), arguments, ("OfficialPackages", officialPackages));

    /// <summary>Runs a bootstrap, or a shell with one.</summary>
    internal Task<Ended> RunAsync(string program, IReadOnlyList<string> arguments, params (string Name, string? Value)[] environment) =>
        RunProcessAsync(program, arguments, [("NUGET_PACKAGES", Packages), ("RunAnalyzers", "false"), .. environment], Root);

    private static async Task<Ended> RunProcessAsync(
        string program, IReadOnlyList<string> arguments, (string Name, string? Value)[]? environment = null, string? workingFolder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false, WorkingDirectory = workingFolder ?? "",
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        // What the build that runs these tests has in its environment is not for the builds that the tests run.
        foreach (var name in start.Environment.Keys.Where(IsOfABuild).ToList())
        {
            start.Environment.Remove(name);
        }

        // A build server would outlive the process and keep its output open.
        (string Name, string? Value)[] own =
            [("MSBUILDDISABLENODEREUSE", "1"), ("UseSharedCompilation", "false"), ("DOTNET_CLI_UI_LANGUAGE", "en"), .. environment ?? []];
        foreach (var (name, value) in own.Where(variable => variable.Value is not null))
        {
            start.Environment[name] = value;
        }

        using var limit = new CancellationTokenSource(Longest);
        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new Ended(process.ExitCode, output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static bool IsOfABuild(string variable) => variable is "OfficialPackages" or "HOST" or "VERBOSITY"
        || variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("NUKE", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"(?m)^\s*\d+\.\s+(?<name>.+) \[Enabled\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EnabledSource();
}
