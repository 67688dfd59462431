namespace Slipway.Nuke.Building;

/// <summary>Finds projects wherever in a solution they lie; Nuke's own look-up by name sees the root of the solution only.</summary>
public static class SolutionExtensions
{
    /// <summary>The one project of that name, in whichever solution folder.</summary>
    /// <param name="solution">The solution as Nuke reads it.</param>
    /// <param name="name">The project's name, case included.</param>
    /// <exception cref="UsageException">The solution has no project of that name, or more than one.</exception>
    public static Project FindProject(this Solution solution, string name) =>
        solution.AllProjects.Where(project => project.Name == name).ToList() is [var only]
            ? only
            : throw new UsageException(new SpecificationFault(solution.FileName, $"exactly one project named {name} is expected"));
}
