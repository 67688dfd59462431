using SystemPath = System.IO.Path;

namespace Nuke.Common.IO;

public static class PathConstruction
{
    public static RelativePath GetRelativePathTo(this AbsolutePath basePath, string destinationPath) =>
        (RelativePath)SystemPath.GetRelativePath(basePath, destinationPath);

    /// <summary>True for the directory itself and everything below it.</summary>
    public static bool Contains(this AbsolutePath basePath, string destinationPath)
    {
        var relative = SystemPath.GetRelativePath(basePath, destinationPath);
        return !SystemPath.IsPathRooted(relative)
            && relative != ".."
            && !relative.StartsWith(".." + SystemPath.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
