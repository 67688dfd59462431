using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Slipway.Bootstrap.Tests;

/// <summary>
/// The files of the working tree that git knows or would add, in a folder of their own. Packages come from the sources that this machine
/// has, and those of Nuke from a folder alone; they are unpacked in a folder of this copy, never in that of the machine's other builds.
/// </summary>
public sealed partial class RepositoryCopy : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-bootstrap-");
    private IReadOnlyList<string> sources = [];

    public string Root => Path.Combine(folder.FullName, "repository");

    /// <summary>Where the build program lies.</summary>
    public string Program => Path.Combine(Root, "build", "bin", "bootstrap");

    /// <summary>Where NuGet unpacks what is restored here.</summary>
    public string Packages => Path.Combine(folder.FullName, "packages");

    public async Task InitializeAsync()
    {
        await Repository.CopyAsync(Root);
        var listed = (await RunProcessAsync("dotnet", ["nuget", "list", "source"])).Expect(0).Output;
        sources = [.. EnabledSource().Matches(string.Join('\n', listed)).Select(match => match.Groups["name"].Value)];
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

    /// <summary>As in a fresh clone, nothing is built.</summary>
    public void ForgetBuild()
    {
        var built = Path.Combine(Root, "build", "bin");
        if (Directory.Exists(built))
        {
            Directory.Delete(built, recursive: true);
        }
    }

    /// <summary>Runs build.sh.</summary>
    /// <param name="officialPackages">The environment's OfficialPackages; null when it is not set.</param>
    internal Task<Ended> BuildAsync(string? officialPackages, params IReadOnlyList<string> arguments) =>
        RunAsync(Path.Combine(Root, "build.sh"), arguments, ("OfficialPackages", officialPackages));

    /// <summary>Runs build.ps1.</summary>
    internal Task<Ended> ByPowerShellAsync(IReadOnlyList<string> arguments, params (string Name, string? Value)[] environment) =>
        RunAsync(PowerShell.Program, PowerShell.Running(Path.Combine(Root, "build.ps1"), arguments), environment);

    /// <summary>Runs a bootstrap, or a shell with one.</summary>
    internal Task<Ended> RunAsync(string program, IReadOnlyList<string> arguments, params (string Name, string? Value)[] environment) =>
        RunProcessAsync(program, arguments, [("NUGET_PACKAGES", Packages), ("RunAnalyzers", "false"), .. environment], Root);

    private static async Task<Ended> RunProcessAsync(
        string program, IReadOnlyList<string> arguments, (string Name, string? Value)[]? environment = null, string? workingFolder = null)
    {
        // Everything that is said is compared as it is in English.
        (string Name, string? Value)[] variables = [("DOTNET_CLI_UI_LANGUAGE", "en"), .. environment ?? []];
        var given = variables.Where(variable => variable.Value is not null)
            .ToDictionary(variable => variable.Name, variable => variable.Value!, StringComparer.Ordinal);
        return await RunningProcess.RunAsync(program, arguments, given, workingFolder, IsInherited);
    }

    /// <summary>What the build that runs these tests has in its environment is not for the builds that the tests run.</summary>
    private static bool IsInherited(string variable) =>
        variable is not ("OfficialPackages" or "HOST" or "VERBOSITY") && !RunningProcess.IsOfABuild(variable);

    [GeneratedRegex(@"(?m)^\s*\d+\.\s+(?<name>.+) \[Enabled\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EnabledSource();
}
