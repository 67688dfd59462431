using Nuke.Common.IO;

namespace Nuke.Common.ProjectModel;

public static class SolutionModelExtensions
{
    public static Solution ReadSolution(this AbsolutePath path)
    {
        Assert.FileExists(path, $"Solution file '{path}' does not exist.");
        return new Solution(path);
    }
}
