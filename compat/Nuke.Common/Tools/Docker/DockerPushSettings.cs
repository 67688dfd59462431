using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.Docker;

[Command(Type = typeof(DockerTasks), Command = nameof(DockerTasks.DockerPush), Arguments = "push")]
public class DockerPushSettings : DockerOptionsBase
{
    [Argument(Format = "{value}", Position = -1)]
    public string Name => Get<string>();
}

public static class DockerPushSettingsExtensions
{
    public static T SetName<T>(this T o, string v) where T : DockerPushSettings => o.With(nameof(o.Name), v);
}
