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

    public static IReadOnlyCollection<Output> DockerBuild(DockerBuildSettings options = null) => Tasks.Run(options);
    public static IReadOnlyCollection<Output> DockerBuild(Configure<DockerBuildSettings> configurator) =>
        DockerBuild(configurator(new DockerBuildSettings()));

    public static IReadOnlyCollection<Output> DockerPush(DockerPushSettings options = null) => Tasks.Run(options);
    public static IReadOnlyCollection<Output> DockerPush(Configure<DockerPushSettings> configurator) =>
        DockerPush(configurator(new DockerPushSettings()));

    public static IReadOnlyCollection<Output> DockerImageInspect(DockerImageInspectSettings options = null) => Tasks.Run(options);
    public static IReadOnlyCollection<Output> DockerImageInspect(Configure<DockerImageInspectSettings> configurator) =>
        DockerImageInspect(configurator(new DockerImageInspectSettings()));
}
