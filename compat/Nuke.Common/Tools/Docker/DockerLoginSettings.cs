using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.Docker;

[Command(Type = typeof(DockerTasks), Command = nameof(DockerTasks.DockerLogin), Arguments = "login")]
public class DockerLoginSettings : DockerOptionsBase
{
    [Argument(Format = "--username {value}")]
    public string Username => Get<string>();

    [Argument(Format = "--password {value}", Secret = true)]
    public string Password => Get<string>();

    [Argument(Format = "{value}", Position = -1)]
    public string Server => Get<string>();
}

public static class DockerLoginSettingsExtensions
{
    public static T SetPassword<T>(this T o, [Secret] string v) where T : DockerLoginSettings => o.With(nameof(o.Password), v);
    public static T SetServer<T>(this T o, string v) where T : DockerLoginSettings => o.With(nameof(o.Server), v);
    public static T SetUsername<T>(this T o, string v) where T : DockerLoginSettings => o.With(nameof(o.Username), v);
}
