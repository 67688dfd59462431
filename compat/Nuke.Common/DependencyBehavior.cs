namespace Nuke.Common;

/// <summary>Whether the dependencies that only a skipped target needs are skipped with it.</summary>
public enum DependencyBehavior
{
    Skip = 0,
    Execute = 1,
}
