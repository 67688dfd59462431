namespace Nuke.Common.Tooling;

/// <summary>A tool as a function: runs it, waits, and fails on a non-zero exit code unless the exit handler decides otherwise.</summary>
public delegate IReadOnlyCollection<Output> Tool(
    ArgumentStringHandler arguments,
    string workingDirectory = null,
    IReadOnlyDictionary<string, string> environmentVariables = null,
    int? timeout = null,
    bool? logOutput = null,
    bool? logInvocation = null,
    Action<OutputType, string> logger = null,
    Action<IProcess> exitHandler = null);

public static class ToolResolver
{
    public static Tool GetTool(string toolPath) =>
        (arguments, workingDirectory, environmentVariables, timeout, logOutput, logInvocation, logger, exitHandler) =>
        {
            var process = ProcessTasks.StartProcess(toolPath, arguments, workingDirectory, environmentVariables, timeout, logOutput,
                logInvocation, logger);
            if (exitHandler is null)
                process.AssertZeroExitCode();
            else
                exitHandler(process.AssertWaitForExit());
            return process.Output;
        };
}

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
