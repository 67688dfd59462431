using Nuke.Common.Tooling;
using Serilog.Events;

namespace Nuke.Common.Tools.Docker;

[LogErrorAsStandard]
[LogLevelPattern(LogEventLevel.Warning, "^WARNING!")]
[PathTool(Executable = PathExecutable)]
public class DockerTasks : ToolTasks
{
    public const string PathExecutable = "docker";

    private static readonly DockerTasks Tasks = new();

    public static string DockerPath
    {
        get => Tasks.GetToolPath();
        set => Tasks.SetToolPath(value);
    }

    public static IReadOnlyCollection<Output> Docker(
        ArgumentStringHandler arguments,
        string workingDirectory = null,
        IReadOnlyDictionary<string, string> environmentVariables = null,
        int? timeout = null,
        bool? logOutput = null,
        bool? logInvocation = null,
        Action<OutputType, string> logger = null,
        Func<IProcess, object> exitHandler = null) =>
        Tasks.Run(arguments, workingDirectory, environmentVariables, timeout, logOutput, logInvocation, logger, exitHandler);

    public static IReadOnlyCollection<Output> DockerBuild(DockerBuildSettings options = null) => Tasks.Run(options);
    public static IReadOnlyCollection<Output> DockerBuild(Configure<DockerBuildSettings> configurator) =>
        DockerBuild(configurator(new DockerBuildSettings()));

    public static IReadOnlyCollection<Output> DockerPush(DockerPushSettings options = null) => Tasks.Run(options);
    public static IReadOnlyCollection<Output> DockerPush(Configure<DockerPushSettings> configurator) =>
        DockerPush(configurator(new DockerPushSettings()));

    public static IReadOnlyCollection<Output> DockerLogin(DockerLoginSettings options = null) => Tasks.Run(options);
    public static IReadOnlyCollection<Output> DockerLogin(Configure<DockerLoginSettings> configurator) =>
        DockerLogin(configurator(new DockerLoginSettings()));

    public static IReadOnlyCollection<Output> DockerPull(DockerPullSettings options = null) => Tasks.Run(options);
    public static IReadOnlyCollection<Output> DockerPull(Configure<DockerPullSettings> configurator) =>
        DockerPull(configurator(new DockerPullSettings()));

    public static IReadOnlyCollection<Output> DockerImageInspect(DockerImageInspectSettings options = null) => Tasks.Run(options);
    public static IReadOnlyCollection<Output> DockerImageInspect(Configure<DockerImageInspectSettings> configurator) =>
        DockerImageInspect(configurator(new DockerImageInspectSettings()));

    public static IReadOnlyCollection<Output> DockerVersion(DockerVersionSettings options = null) => Tasks.Run(options);
    public static IReadOnlyCollection<Output> DockerVersion(Configure<DockerVersionSettings> configurator) =>
        DockerVersion(configurator(new DockerVersionSettings()));
}
