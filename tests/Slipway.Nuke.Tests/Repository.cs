using System.Reflection;
using System.Xml.Linq;


namespace Slipway.Nuke.Tests;

/// <summary>Where the sources lie.</summary>
internal static class Repository
{
    public static string TestProject { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ProjectDirectory").Value!;

    public static string Root { get; } = Path.GetFullPath(Path.Combine(TestProject, "..", ".."));

    /// <summary>The C# files of a folder, without those of its subfolders where <paramref name="deep"/> is false.</summary>
    public static IEnumerable<string> Sources(string folder, bool deep) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", deep ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly)
            .Where(file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    /// <summary>The usings that the project file in a folder gives to all its sources, as a source.</summary>
    public static string GlobalUsings(string folder)
    {
        var project = XDocument.Load(Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj").Single());
        return string.Join('\n', project.Descendants().Where(element => element.Name.LocalName == "Using")
            .Select(element => $"global using {((string?)element.Attribute("Static") == "true" ? "static " : "")}{(string?)element.Attribute("Include")};"));
    }
}
