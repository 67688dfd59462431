using Nuke.Common.IO;

namespace Nuke.Common.ProjectModel;

public class Project : SolutionItem, IAbsolutePathHolder
{
    internal Project(string name, AbsolutePath path, Solution solution)
        : base(name, solution) => Path = path;

    public AbsolutePath Path { get; }
    public AbsolutePath Directory => Path.Parent;

    public static implicit operator string(Project project) => project?.Path;

    public static implicit operator AbsolutePath(Project project) => project?.Path;

}
