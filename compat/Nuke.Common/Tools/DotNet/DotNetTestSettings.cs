using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.DotNet;

[Command(Type = typeof(DotNetTasks), Command = nameof(DotNetTasks.DotNetTest), Arguments = "test")]
public class DotNetTestSettings : ToolOptions
{
    [Argument(Format = "{value}", Position = 1)]
    public string ProjectFile => Get<string>();

    [Argument(Format = "--configuration {value}")]
    public string Configuration => Get<string>();

    [Argument(Format = "--framework {value}")]
    public string Framework => Get<string>();

    [Argument(Format = "--filter {value}")]
    public string Filter => Get<string>();

    [Argument(Format = "--logger {value}")]
    public IReadOnlyList<string> Loggers => GetList();

    [Argument(Format = "--results-directory {value}")]
    public string ResultsDirectory => Get<string>();

    [Argument(Format = "--no-build")]
    public bool? NoBuild => Get<bool?>();

    [Argument(Format = "--no-restore")]
    public bool? NoRestore => Get<bool?>();

    [Argument(Format = "--nologo")]
    public bool? NoLogo => Get<bool?>();

    [Argument(Format = "/property:{key}={value}")]
    public IReadOnlyDictionary<string, object> Properties => GetEntries();

    [Argument(Format = "--verbosity {value}")]
    public DotNetVerbosity Verbosity => Get<DotNetVerbosity>();
}

public static class DotNetTestSettingsExtensions
{
    public static T AddLoggers<T>(this T o, IEnumerable<string> v) where T : DotNetTestSettings => o.WithMore(nameof(o.Loggers), v);
    public static T AddLoggers<T>(this T o, params string[] v) where T : DotNetTestSettings => o.WithMore(nameof(o.Loggers), v);
    public static T EnableNoBuild<T>(this T o) where T : DotNetTestSettings => o.With(nameof(o.NoBuild), true);
    public static T EnableNoLogo<T>(this T o) where T : DotNetTestSettings => o.With(nameof(o.NoLogo), true);
    public static T EnableNoRestore<T>(this T o) where T : DotNetTestSettings => o.With(nameof(o.NoRestore), true);
    public static T SetConfiguration<T>(this T o, string v) where T : DotNetTestSettings => o.With(nameof(o.Configuration), v);
    public static T SetFilter<T>(this T o, string v) where T : DotNetTestSettings => o.With(nameof(o.Filter), v);
    public static T SetFramework<T>(this T o, string v) where T : DotNetTestSettings => o.With(nameof(o.Framework), v);
    public static T SetLoggers<T>(this T o, IEnumerable<string> v) where T : DotNetTestSettings => o.WithList(nameof(o.Loggers), v);
    public static T SetLoggers<T>(this T o, params string[] v) where T : DotNetTestSettings => o.WithList(nameof(o.Loggers), v);
    public static T SetNoBuild<T>(this T o, bool? v) where T : DotNetTestSettings => o.With(nameof(o.NoBuild), v);
    public static T SetNoRestore<T>(this T o, bool? v) where T : DotNetTestSettings => o.With(nameof(o.NoRestore), v);
    public static T SetProjectFile<T>(this T o, string v) where T : DotNetTestSettings => o.With(nameof(o.ProjectFile), v);
    public static T SetProperty<T>(this T o, string k, object v) where T : DotNetTestSettings => o.WithEntry(nameof(o.Properties), k, v);
    public static T SetResultsDirectory<T>(this T o, string v) where T : DotNetTestSettings => o.With(nameof(o.ResultsDirectory), v);
    public static T SetVerbosity<T>(this T o, DotNetVerbosity v) where T : DotNetTestSettings => o.With(nameof(o.Verbosity), v);
}
