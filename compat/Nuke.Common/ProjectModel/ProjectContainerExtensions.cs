using Nuke.Common.IO;

namespace Nuke.Common.ProjectModel;

public static class ProjectContainerExtensions
{
    /// <summary>The project of that name directly in the container, or null.</summary>
    public static Project GetProject(this IProjectContainer container, string name) =>
        container.Projects.FirstOrDefault(project => project.Name.Equals(name, StringComparison.Ordinal));
}

public static class SolutionModelExtensions
{
    public static Solution ReadSolution(this AbsolutePath path)
    {
        Assert.FileExists(path, $"Solution file '{path}' does not exist.");
        return new Solution(path);
    }
}
