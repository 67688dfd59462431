using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.Docker;

[Command(Type = typeof(DockerTasks), Command = nameof(DockerTasks.DockerTag), Arguments = "tag")]
public class DockerTagSettings : DockerOptionsBase
{
    [Argument(Format = "{value}", Position = -2)]
    public string SourceImage => Get<string>();

    [Argument(Format = "{value}", Position = -1)]
    public string TargetImage => Get<string>();
}

public static class DockerTagSettingsExtensions
{
    public static T SetSourceImage<T>(this T o, string v) where T : DockerTagSettings => o.With(nameof(o.SourceImage), v);
    public static T SetTargetImage<T>(this T o, string v) where T : DockerTagSettings => o.With(nameof(o.TargetImage), v);
}
