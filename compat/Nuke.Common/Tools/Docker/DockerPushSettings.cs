using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.Docker;

[Command(Type = typeof(DockerTasks), Command = nameof(DockerTasks.DockerPush), Arguments = "push")]
public class DockerPushSettings : DockerOptionsBase
{
    [Argument(Format = "{value}", Position = -1)]
    public string Name => Get<string>();

    [Argument(Format = "--all-tags")]
    public bool? AllTags => Get<bool?>();
}

public static class DockerPushSettingsExtensions
{
    public static T EnableAllTags<T>(this T o) where T : DockerPushSettings => o.With(nameof(o.AllTags), true);
    public static T SetAllTags<T>(this T o, bool? v) where T : DockerPushSettings => o.With(nameof(o.AllTags), v);
    public static T SetName<T>(this T o, string v) where T : DockerPushSettings => o.With(nameof(o.Name), v);
}
