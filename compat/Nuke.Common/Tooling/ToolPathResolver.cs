namespace Nuke.Common.Tooling;

public static class ToolPathResolver
{
    /// <summary>The full path of a program on <c>PATH</c>; an error names the program when there is none.</summary>
    public static string GetPathExecutable(string pathExecutable) =>
        Find(pathExecutable) ?? throw new FileNotFoundException($"Could not find '{pathExecutable}' via PATH.");

    private static string Find(string name)
    {
        if (Path.IsPathRooted(name))
            return File.Exists(name) ? name : null;
        string[] endings = EnvironmentInfo.IsWin ? ["", ".exe", ".cmd", ".bat"] : [""];
        return EnvironmentInfo.Paths
            .SelectMany(directory => endings.Select(ending => Path.Combine(directory, name + ending)))
            .FirstOrDefault(File.Exists);
    }
}
