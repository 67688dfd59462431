using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Slipway.Tests.Architecture;

/// <summary>Dependencies run one way: build -> Slipway.Nuke -> {Slipway.Docker, Slipway.Routers} -> Slipway.</summary>
public sealed partial class DependencyTests
{
    /// <summary>What each project of the house may refer to.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Slipway"] = [],
        ["Slipway.Docker"] = ["Slipway", "Docker.DotNet"],
        ["Slipway.Routers"] = ["Slipway"],
        ["Slipway.Nuke"] = ["Slipway", "Slipway.Docker", "Slipway.Routers", "Nuke.Common", "Nuke.Components"],
        ["_build"] = ["Slipway.Nuke", "Slipway", "Slipway.Docker", "Slipway.Routers", "Nuke.Common", "Nuke.Components"],
        // What is released knows nothing of what releases it.
        ["Shop"] = [],
        ["Shop.Tests"] = [],
        // What a user's own router, strategy, observer or hook needs.
        ["Extensions"] = ["Slipway.Routers"],
        ["Extensions.Tests"] = ["Slipway.Docker", "Slipway.Testing"],
        // What tests share can't hide a fault of what they test.
        ["Slipway.Testing"] = [],
    };

    private static readonly string[] HouseWords = ["Slipway", "Docker.DotNet", "Nuke."];

    [Fact]
    public void Projects_refer_only_to_what_lies_below_them()
    {
        var projects = Projects().ToList();
        Assert.Contains(projects, project => project.Name == "Slipway");
        var wrong = projects.SelectMany(project => References(project.Document)
            .Where(reference => Array.Exists(HouseWords, word => reference.StartsWith(word, StringComparison.Ordinal)))
            .Where(reference => !Allowed.TryGetValue(project.Name, out var allowed) || !allowed.Contains(reference, StringComparer.Ordinal))
            .Select(reference => $"{project.Name} -> {reference}"));
        Assert.Empty(wrong);
    }

    [Fact]
    public void The_engine_is_compiled_against_neither_Docker_nor_Nuke()
    {
        var references = typeof(ReleaseEngine).Assembly.GetReferencedAssemblies().Select(name => name.Name!).ToList();
        Assert.Contains("Polly.Core", references);
        Assert.DoesNotContain(references,
            name => name.StartsWith("Docker", StringComparison.Ordinal) || name.StartsWith("Nuke", StringComparison.Ordinal));
    }

    /// <summary>A twin for a successor of Nuke has the same sources, and usings of its own.</summary>
    [Theory]
    [InlineData("src/Slipway.Nuke")]
    [InlineData("build")]
    public void Nuke_is_named_by_the_project_and_by_none_of_its_sources(string folder)
    {
        var files = Repository.Sources(folder).ToList();
        Assert.NotEmpty(files);
        Assert.Empty(files.Where(file => NukeNamespace().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName));
    }

    private static IEnumerable<(string Name, XDocument Document)> Projects() => new[] { "src", "build", "samples", "tests/Slipway.Testing" }
        .Select(folder => Path.Combine(Repository.Root, folder)).Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories))
        .Select(file => (Path.GetFileNameWithoutExtension(file), XDocument.Load(file)));

    /// <summary>Packages and projects by name; a condition does not excuse a reference.</summary>
    private static IEnumerable<string> References(XDocument project) => project.Descendants()
        .Where(element => element.Name.LocalName is "ProjectReference" or "PackageReference")
        .Select(element => element.Attribute("Include")?.Value ?? "")
        .Select(
            include => include.EndsWith(".csproj", StringComparison.Ordinal)
                ? Path.GetFileNameWithoutExtension(include.Replace('\\', '/'))
                : include);

    [GeneratedRegex(@"(?<!Slipway\.)\bNuke\.(Common|Components)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NukeNamespace();
}
