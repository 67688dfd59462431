namespace Nuke.Common.ProjectModel;

public interface IProjectContainer
{
    IReadOnlyCollection<Project> Projects { get; }
}
