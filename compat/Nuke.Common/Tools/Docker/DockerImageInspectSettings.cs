using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.Docker;

[Command(Type = typeof(DockerTasks), Command = nameof(DockerTasks.DockerImageInspect), Arguments = "image inspect")]
public class DockerImageInspectSettings : DockerOptionsBase
{
    [Argument(Format = "--format {value}")]
    public string Format => Get<string>();

    [Argument(Format = "{value}", Position = -1, Separator = " ")]
    public IReadOnlyList<string> Images => GetList();
}

public static class DockerImageInspectSettingsExtensions
{
    public static T SetFormat<T>(this T o, string v) where T : DockerImageInspectSettings => o.With(nameof(o.Format), v);
    public static T SetImages<T>(this T o, IEnumerable<string> v) where T : DockerImageInspectSettings => o.WithList(nameof(o.Images), v);
    public static T SetImages<T>(this T o, params string[] v) where T : DockerImageInspectSettings => o.WithList(nameof(o.Images), v);
}
