using SystemPath = System.IO.Path;

namespace Nuke.Common.IO;

public static class PathConstruction
{
    /// <summary>True for the directory itself and everything below it.</summary>
    public static bool Contains(this AbsolutePath basePath, string destinationPath)
    {
        var relative = SystemPath.GetRelativePath(basePath, destinationPath);
        return !SystemPath.IsPathRooted(relative)
            && relative != ".."
            && !relative.StartsWith(".." + SystemPath.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
