using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.Docker;

[Command(Type = typeof(DockerTasks), Command = nameof(DockerTasks.DockerPull), Arguments = "pull")]
public class DockerPullSettings : DockerOptionsBase
{
    [Argument(Format = "{value}", Position = -1)]
    public string Name => Get<string>();

    [Argument(Format = "--platform {value}")]
    public string Platform => Get<string>();

    [Argument(Format = "--quiet")]
    public bool? Quiet => Get<bool?>();
}

public static class DockerPullSettingsExtensions
{
    public static T EnableQuiet<T>(this T o) where T : DockerPullSettings => o.With(nameof(o.Quiet), true);
    public static T SetName<T>(this T o, string v) where T : DockerPullSettings => o.With(nameof(o.Name), v);
    public static T SetPlatform<T>(this T o, string v) where T : DockerPullSettings => o.With(nameof(o.Platform), v);
    public static T SetQuiet<T>(this T o, bool? v) where T : DockerPullSettings => o.With(nameof(o.Quiet), v);
}
