using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.DotNet;

[Command(Type = typeof(DotNetTasks), Command = nameof(DotNetTasks.DotNetRestore), Arguments = "restore")]
public class DotNetRestoreSettings : ToolOptions
{
    [Argument(Format = "{value}", Position = 1)]
    public string ProjectFile => Get<string>();

    [Argument(Format = "--ignore-failed-sources")]
    public bool? IgnoreFailedSources => Get<bool?>();

    [Argument(Format = "--locked-mode")]
    public bool? LockedMode => Get<bool?>();

    [Argument(Format = "--runtime {value}")]
    public string Runtime => Get<string>();

    [Argument(Format = "--source {value}")]
    public IReadOnlyList<string> Sources => GetList();

    [Argument(Format = "--property:{key}={value}")]
    public IReadOnlyDictionary<string, object> Properties => GetEntries();

    [Argument(Format = "--verbosity {value}")]
    public DotNetVerbosity Verbosity => Get<DotNetVerbosity>();
}

public static class DotNetRestoreSettingsExtensions
{
    public static T AddProperty<T>(this T o, string k, object v) where T : DotNetRestoreSettings => o.WithEntry(nameof(o.Properties), k, v);
    public static T AddSources<T>(this T o, IEnumerable<string> v) where T : DotNetRestoreSettings => o.WithMore(nameof(o.Sources), v);
    public static T AddSources<T>(this T o, params string[] v) where T : DotNetRestoreSettings => o.WithMore(nameof(o.Sources), v);
    public static T EnableIgnoreFailedSources<T>(this T o) where T : DotNetRestoreSettings => o.With(nameof(o.IgnoreFailedSources), true);
    public static T EnableLockedMode<T>(this T o) where T : DotNetRestoreSettings => o.With(nameof(o.LockedMode), true);
    public static T SetAssemblyVersion<T>(this T o, string v) where T : DotNetRestoreSettings => o.WithEntry(nameof(o.Properties), "AssemblyVersion", v);
    public static T SetContinuousIntegrationBuild<T>(this T o, bool? v) where T : DotNetRestoreSettings => o.WithEntry(nameof(o.Properties), "ContinuousIntegrationBuild", v);
    public static T SetFileVersion<T>(this T o, string v) where T : DotNetRestoreSettings => o.WithEntry(nameof(o.Properties), "FileVersion", v);
    public static T SetIgnoreFailedSources<T>(this T o, bool? v) where T : DotNetRestoreSettings => o.With(nameof(o.IgnoreFailedSources), v);
    public static T SetInformationalVersion<T>(this T o, string v) where T : DotNetRestoreSettings => o.WithEntry(nameof(o.Properties), "InformationalVersion", v);
    public static T SetLockedMode<T>(this T o, bool? v) where T : DotNetRestoreSettings => o.With(nameof(o.LockedMode), v);
    public static T SetProjectFile<T>(this T o, string v) where T : DotNetRestoreSettings => o.With(nameof(o.ProjectFile), v);
    public static T SetProperties<T>(this T o, IDictionary<string, object> v) where T : DotNetRestoreSettings => o.With(nameof(o.Properties), new Dictionary<string, object>(v, StringComparer.Ordinal));
    public static T SetProperty<T>(this T o, string k, object v) where T : DotNetRestoreSettings => o.WithEntry(nameof(o.Properties), k, v);
    public static T SetRuntime<T>(this T o, string v) where T : DotNetRestoreSettings => o.With(nameof(o.Runtime), v);
    public static T SetSources<T>(this T o, IEnumerable<string> v) where T : DotNetRestoreSettings => o.WithList(nameof(o.Sources), v);
    public static T SetSources<T>(this T o, params string[] v) where T : DotNetRestoreSettings => o.WithList(nameof(o.Sources), v);
    public static T SetVerbosity<T>(this T o, DotNetVerbosity v) where T : DotNetRestoreSettings => o.With(nameof(o.Verbosity), v);
    public static T SetVersion<T>(this T o, string v) where T : DotNetRestoreSettings => o.WithEntry(nameof(o.Properties), "Version", v);
}
