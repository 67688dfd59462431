using System.IO.Compression;
using System.Xml.Linq;

namespace Slipway.Bootstrap.Tests;

/// <summary>
/// Packages in a folder. Those of Nuke bear the ids, the version and the least dependencies of the official ones, and hold compat's
/// assemblies: what is proven with them is how this repository restores, builds and starts on packages, not what official assemblies do.
/// </summary>
internal sealed class FolderFeed(string folder)
{
    public const string Version = "10.1.0";

    /// <summary>Compat is one assembly where the official framework is many: the ids without one of their own only depend.</summary>
    private static readonly (string Id, bool HasAssembly, (string Id, string Least)[] Dependencies)[] Nuke =
    [
        ("Nuke.Components", true, [("Nuke.Common", Version)]),
        ("Nuke.Common", true, [("Nuke.Build", Version), ("Nuke.ProjectModel", Version)]),
        ("Nuke.Build", false,
        [
            ("Nuke.Build.Shared", Version), ("Nuke.Tooling", Version), ("Nuke.SolutionModel", Version),
            ("Nuke.Utilities.IO.Compression", Version), ("Nuke.Utilities.IO.Globbing", Version), ("Nuke.Utilities.Net", Version),
            ("Nuke.Utilities.Text.Json", Version), ("Nuke.Utilities.Text.Yaml", Version),
            ("Serilog", "4.3.0"), ("Serilog.Sinks.Console", "6.1.1"),
        ]),
        ("Nuke.Build.Shared", false, [("Nuke.Utilities", Version)]),
        ("Nuke.Tooling", false, [("Nuke.Utilities", Version), ("NuGet.Packaging", "5.7.0")]),
        ("Nuke.ProjectModel", false, [("Nuke.SolutionModel", Version)]),
        ("Nuke.SolutionModel", false, [("Nuke.Utilities", Version)]),
        ("Nuke.Utilities", false, [("JetBrains.Annotations", "2025.2.2")]),
        ("Nuke.Utilities.IO.Compression", false, [("Nuke.Utilities", Version)]),
        ("Nuke.Utilities.IO.Globbing", false, [("Nuke.Utilities", Version)]),
        ("Nuke.Utilities.Net", false, [("Nuke.Utilities", Version)]),
        ("Nuke.Utilities.Text.Json", false, [("Nuke.Utilities", Version), ("Newtonsoft.Json", "13.0.1")]),
        ("Nuke.Utilities.Text.Yaml", false, [("Nuke.Utilities", Version)]),
    ];

    public string Folder => folder;

    /// <summary>Adds all packages of Nuke but those left out.</summary>
    /// <param name="least">Serilog that Nuke asks for at least.</param>
    public FolderFeed AddNuke(string least = "4.3.0", params string[] without)
    {
        foreach (var (id, hasAssembly, dependencies) in Nuke.Where(package => !without.Contains(package.Id, StringComparer.Ordinal)))
        {
            Pack(id, hasAssembly, dependencies.Select(dependency => dependency.Id == "Serilog" ? (dependency.Id, least) : dependency));
        }

        return this;
    }

    private void Pack(string id, bool hasAssembly, IEnumerable<(string Id, string Least)> dependencies)
    {
        Directory.CreateDirectory(folder);
        using var package = ZipFile.Open(Path.Combine(folder, $"{id}.{Version}.nupkg"), ZipArchiveMode.Create);
        XNamespace schema = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";
        using (var nuspec = package.CreateEntry($"{id}.nuspec").Open())
        {
            new XElement(schema + "package", new XElement(schema + "metadata",
                new XElement(schema + "id", id),
                new XElement(schema + "version", Version),
                new XElement(schema + "authors", "Slipway"),
                new XElement(schema + "description", "Stands in for the official package in a test."),
                new XElement(schema + "dependencies", new XElement(schema + "group", new XAttribute("targetFramework", "net10.0"),
                    dependencies.Select(dependency => new XElement(schema + "dependency",
                        new XAttribute("id", dependency.Id), new XAttribute("version", dependency.Least))))))).Save(nuspec);
        }

        if (hasAssembly)
        {
            package.CreateEntryFromFile(Path.Combine(AppContext.BaseDirectory, $"{id}.dll"), $"lib/net10.0/{id}.dll");
        }
    }
}
