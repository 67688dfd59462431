using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.Docker;

[Command(Type = typeof(DockerTasks), Command = nameof(DockerTasks.DockerPull), Arguments = "pull")]
public class DockerPullSettings : DockerOptionsBase
{
    [Argument(Format = "{value}", Position = -1)]
    public string Name => Get<string>();
}

public static class DockerPullSettingsExtensions
{
    public static T SetName<T>(this T o, string v) where T : DockerPullSettings => o.With(nameof(o.Name), v);
}
