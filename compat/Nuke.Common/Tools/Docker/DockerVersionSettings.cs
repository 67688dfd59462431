using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.Docker;

[Command(Type = typeof(DockerTasks), Command = nameof(DockerTasks.DockerVersion), Arguments = "version")]
public class DockerVersionSettings : DockerOptionsBase
{
    [Argument(Format = "--format {value}")]
    public string Format => Get<string>();
}

public static class DockerVersionSettingsExtensions
{
    public static T SetFormat<T>(this T o, string v) where T : DockerVersionSettings => o.With(nameof(o.Format), v);
}
