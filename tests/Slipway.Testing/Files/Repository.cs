using System.Reflection;
using System.Xml.Linq;
using Slipway.Testing.Processes;

namespace Slipway.Testing.Files;

/// <summary>Where the sources lie.</summary>
public static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "ProjectDirectory").Value!, "..", ".."));

    /// <summary>The C# files of a folder, without those of its subfolders where <paramref name="deep"/> is false.</summary>
    public static IEnumerable<string> Sources(string folder, bool deep = true) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", deep ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly)
            .Where(file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    /// <summary>The usings that the project file in a folder gives to all its sources, as a source.</summary>
    public static string GlobalUsings(string folder)
    {
        var project = XDocument.Load(Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj").Single());
        return string.Join('\n', project.Descendants().Where(element => element.Name.LocalName == "Using")
            .Select(element => (string?)element.Attribute("Static") == "true"
                ? $"global using static {(string?)element.Attribute("Include")};"
                : $"global using {(string?)element.Attribute("Include")};"));
    }

    /// <summary>Copies the files of the working tree that git knows or would add: what a fresh clone has.</summary>
    /// <param name="folder">Made where it does not exist.</param>
    public static async Task CopyAsync(string folder)
    {
        var listed = await RunningProcess.RunAsync("git",
            ["-C", Root, "-c", "core.quotePath=false", "ls-files", "--cached", "--others", "--exclude-standard"]);
        foreach (var file in listed.Expect(0).Output.Where(file => File.Exists(Path.Combine(Root, file))))
        {
            var copy = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(Root, file), copy);
        }
    }
}
