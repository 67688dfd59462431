using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.DotNet;

[Command(Type = typeof(DotNetTasks), Command = nameof(DotNetTasks.DotNetBuild), Arguments = "build")]
public class DotNetBuildSettings : ToolOptions
{
    [Argument(Format = "{value}", Position = 1)]
    public string ProjectFile => Get<string>();

    [Argument(Format = "--configuration {value}")]
    public string Configuration => Get<string>();

    [Argument(Format = "--runtime {value}")]
    public string Runtime => Get<string>();

    [Argument(Format = "--no-restore")]
    public bool? NoRestore => Get<bool?>();

    [Argument(Format = "--nologo")]
    public bool? NoLogo => Get<bool?>();

    [Argument(Format = "/logger:{value}")]
    public IReadOnlyList<string> Loggers => GetList();

    [Argument(Format = "--property:{key}={value}")]
    public IReadOnlyDictionary<string, object> Properties => GetEntries();

    [Argument(Format = "--verbosity {value}")]
    public DotNetVerbosity Verbosity => Get<DotNetVerbosity>();
}

public static class DotNetBuildSettingsExtensions
{
    public static T AddLoggers<T>(this T o, IEnumerable<string> v) where T : DotNetBuildSettings => o.WithMore(nameof(o.Loggers), v);
    public static T AddLoggers<T>(this T o, params string[] v) where T : DotNetBuildSettings => o.WithMore(nameof(o.Loggers), v);
    public static T EnableNoLogo<T>(this T o) where T : DotNetBuildSettings => o.With(nameof(o.NoLogo), true);
    public static T EnableNoRestore<T>(this T o) where T : DotNetBuildSettings => o.With(nameof(o.NoRestore), true);
    public static T SetConfiguration<T>(this T o, string v) where T : DotNetBuildSettings => o.With(nameof(o.Configuration), v);
    public static T SetContinuousIntegrationBuild<T>(this T o, bool? v) where T : DotNetBuildSettings =>
        o.WithEntry(nameof(o.Properties), "ContinuousIntegrationBuild", v);
    public static T SetLoggers<T>(this T o, IEnumerable<string> v) where T : DotNetBuildSettings => o.WithList(nameof(o.Loggers), v);
    public static T SetLoggers<T>(this T o, params string[] v) where T : DotNetBuildSettings => o.WithList(nameof(o.Loggers), v);
    public static T SetNoRestore<T>(this T o, bool? v) where T : DotNetBuildSettings => o.With(nameof(o.NoRestore), v);
    public static T SetProjectFile<T>(this T o, string v) where T : DotNetBuildSettings => o.With(nameof(o.ProjectFile), v);
    public static T SetProperty<T>(this T o, string k, object v) where T : DotNetBuildSettings => o.WithEntry(nameof(o.Properties), k, v);
    public static T SetRuntime<T>(this T o, string v) where T : DotNetBuildSettings => o.With(nameof(o.Runtime), v);
    public static T SetVerbosity<T>(this T o, DotNetVerbosity v) where T : DotNetBuildSettings => o.With(nameof(o.Verbosity), v);
    public static T SetVersion<T>(this T o, string v) where T : DotNetBuildSettings => o.WithEntry(nameof(o.Properties), "Version", v);
}
