using System.Text.RegularExpressions;
using Nuke.Common.IO;

namespace Nuke.Common.ProjectModel;

/// <summary>A solution file (<c>.sln</c>) and its projects in the order of the file.</summary>
public partial class Solution : IAbsolutePathHolder
{
    private const string FolderKind = "2150E333-8FDC-42A3-9474-1A3956D46DE8";

    internal Solution(AbsolutePath path)
    {
        Path = path;
        var text = path.ReadAllText();
        var nested = NestingLine().Matches(text).Select(match => match.Groups["child"].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var projects = ProjectLine().Matches(text)
            .Where(match => !match.Groups["kind"].Value.Equals(FolderKind, StringComparison.OrdinalIgnoreCase))
            .Select(match => (Id: match.Groups["id"].Value, Project: new Project(
                match.Groups["name"].Value,
                Directory / match.Groups["path"].Value.Replace('\\', System.IO.Path.DirectorySeparatorChar),
                this)))
            .ToList();
        AllProjects = [.. projects.Select(entry => entry.Project)];
        Projects = [.. projects.Where(entry => !nested.Contains(entry.Id)).Select(entry => entry.Project)];
    }

    public AbsolutePath Path { get; set; }
    public AbsolutePath Directory => Path.Parent;
    public string Name => Path.NameWithoutExtension;
    public string FileName => Path.Name;

    public IReadOnlyCollection<Project> AllProjects { get; }

    /// <summary>Those at the root of the solution, in no solution folder.</summary>
    public IReadOnlyCollection<Project> Projects { get; }

    public static implicit operator string(Solution solution) => solution?.Path;

    public static implicit operator AbsolutePath(Solution solution) => solution?.Path;

    /// <summary>The projects whose name fits a pattern with <c>*</c> and <c>?</c>.</summary>
    public IEnumerable<Project> GetAllProjects(string wildcardPattern)
    {
        var pattern = Regex.Escape(wildcardPattern).Replace("\\*", ".*", StringComparison.Ordinal)
            .Replace("\\?", ".", StringComparison.Ordinal);
        var regex = new Regex(
            $"^{pattern}$",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(1));
        return AllProjects.Where(project => regex.IsMatch(project.Name));
    }

    [GeneratedRegex("""^Project\("\{(?<kind>[^}]+)\}"\)\s*=\s*"(?<name>[^"]+)",\s*"(?<path>[^"]+)",\s*"\{(?<id>[^}]+)\}""",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ProjectLine();

    /// <summary><c>{child} = {folder}</c>, which only the section NestedProjects has.</summary>
    [GeneratedRegex("""^\s*\{(?<child>[^}]+)\}\s*=\s*\{[^}]+\}\s*$""", RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex NestingLine();
}
