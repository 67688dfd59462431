using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.Docker;

[Command(Type = typeof(DockerTasks), Command = nameof(DockerTasks.DockerBuild), Arguments = "build")]
public class DockerBuildSettings : DockerOptionsBase
{
    [Argument(Format = "--build-arg {value}")]
    public IReadOnlyList<string> BuildArg => GetList();

    [Argument(Format = "--cache-from {value}")]
    public IReadOnlyList<string> CacheFrom => GetList();

    [Argument(Format = "--file {value}")]
    public string File => Get<string>();

    [Argument(Format = "--label {value}")]
    public IReadOnlyList<string> Label => GetList();

    [Argument(Format = "--no-cache")]
    public bool? NoCache => Get<bool?>();

    [Argument(Format = "{value}", Position = -1)]
    public string Path => Get<string>();

    [Argument(Format = "--progress {value}")]
    public DockerProgressType Progress => Get<DockerProgressType>();

    [Argument(Format = "--pull")]
    public bool? Pull => Get<bool?>();

    [Argument(Format = "--tag {value}")]
    public IReadOnlyList<string> Tag => GetList();
}

public static class DockerBuildSettingsExtensions
{
    public static T AddBuildArg<T>(this T o, IEnumerable<string> v) where T : DockerBuildSettings => o.WithMore(nameof(o.BuildArg), v);
    public static T AddBuildArg<T>(this T o, params string[] v) where T : DockerBuildSettings => o.WithMore(nameof(o.BuildArg), v);
    public static T AddCacheFrom<T>(this T o, IEnumerable<string> v) where T : DockerBuildSettings => o.WithMore(nameof(o.CacheFrom), v);
    public static T AddCacheFrom<T>(this T o, params string[] v) where T : DockerBuildSettings => o.WithMore(nameof(o.CacheFrom), v);
    public static T AddLabel<T>(this T o, IEnumerable<string> v) where T : DockerBuildSettings => o.WithMore(nameof(o.Label), v);
    public static T AddLabel<T>(this T o, params string[] v) where T : DockerBuildSettings => o.WithMore(nameof(o.Label), v);
    public static T AddTag<T>(this T o, IEnumerable<string> v) where T : DockerBuildSettings => o.WithMore(nameof(o.Tag), v);
    public static T AddTag<T>(this T o, params string[] v) where T : DockerBuildSettings => o.WithMore(nameof(o.Tag), v);
    public static T EnablePull<T>(this T o) where T : DockerBuildSettings => o.With(nameof(o.Pull), true);
    public static T SetBuildArg<T>(this T o, IEnumerable<string> v) where T : DockerBuildSettings => o.WithList(nameof(o.BuildArg), v);
    public static T SetBuildArg<T>(this T o, params string[] v) where T : DockerBuildSettings => o.WithList(nameof(o.BuildArg), v);
    public static T SetCacheFrom<T>(this T o, IEnumerable<string> v) where T : DockerBuildSettings => o.WithList(nameof(o.CacheFrom), v);
    public static T SetCacheFrom<T>(this T o, params string[] v) where T : DockerBuildSettings => o.WithList(nameof(o.CacheFrom), v);
    public static T SetFile<T>(this T o, string v) where T : DockerBuildSettings => o.With(nameof(o.File), v);
    public static T SetNoCache<T>(this T o, bool? v) where T : DockerBuildSettings => o.With(nameof(o.NoCache), v);
    public static T SetPath<T>(this T o, string v) where T : DockerBuildSettings => o.With(nameof(o.Path), v);
    public static T SetProgress<T>(this T o, DockerProgressType v) where T : DockerBuildSettings => o.With(nameof(o.Progress), v);
    public static T SetTag<T>(this T o, IEnumerable<string> v) where T : DockerBuildSettings => o.WithList(nameof(o.Tag), v);
    public static T SetTag<T>(this T o, params string[] v) where T : DockerBuildSettings => o.WithList(nameof(o.Tag), v);
}
