using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.Git;

[LogErrorAsStandard]
[PathTool(Executable = PathExecutable)]
public class GitTasks : ToolTasks
{
    public const string PathExecutable = "git";

    private static readonly GitTasks Tasks = new();

    public static string GitPath
    {
        get => Tasks.GetToolPath();
        set => Tasks.SetToolPath(value);
    }

    public static IReadOnlyCollection<Output> Git(
        ArgumentStringHandler arguments,
        string workingDirectory = null,
        IReadOnlyDictionary<string, string> environmentVariables = null,
        int? timeout = null,
        bool? logOutput = null,
        bool? logInvocation = null,
        Action<OutputType, string> logger = null,
        Func<IProcess, object> exitHandler = null) =>
        Tasks.Run(arguments, workingDirectory, environmentVariables, timeout, logOutput, logInvocation, logger, exitHandler);
}
