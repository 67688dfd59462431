using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.DotNet;

[Command(Type = typeof(DotNetTasks), Command = nameof(DotNetTasks.DotNetRestore), Arguments = "restore")]
public class DotNetRestoreSettings : ToolOptions
{
    [Argument(Format = "{value}", Position = 1)]
    public string ProjectFile => Get<string>();

    [Argument(Format = "--ignore-failed-sources")]
    public bool? IgnoreFailedSources => Get<bool?>();

    [Argument(Format = "--runtime {value}")]
    public string Runtime => Get<string>();

    [Argument(Format = "--property:{key}={value}")]
    public IReadOnlyDictionary<string, object> Properties => GetEntries();

    [Argument(Format = "--verbosity {value}")]
    public DotNetVerbosity Verbosity => Get<DotNetVerbosity>();
}

public static class DotNetRestoreSettingsExtensions
{
    public static T SetContinuousIntegrationBuild<T>(this T o, bool? v) where T : DotNetRestoreSettings =>
        o.WithEntry(nameof(o.Properties), "ContinuousIntegrationBuild", v);
    public static T SetIgnoreFailedSources<T>(this T o, bool? v) where T : DotNetRestoreSettings =>
        o.With(nameof(o.IgnoreFailedSources), v);
    public static T SetProjectFile<T>(this T o, string v) where T : DotNetRestoreSettings => o.With(nameof(o.ProjectFile), v);
    public static T SetProperty<T>(this T o, string k, object v) where T : DotNetRestoreSettings => o.WithEntry(nameof(o.Properties), k, v);
    public static T SetRuntime<T>(this T o, string v) where T : DotNetRestoreSettings => o.With(nameof(o.Runtime), v);
    public static T SetVerbosity<T>(this T o, DotNetVerbosity v) where T : DotNetRestoreSettings => o.With(nameof(o.Verbosity), v);
    public static T SetVersion<T>(this T o, string v) where T : DotNetRestoreSettings => o.WithEntry(nameof(o.Properties), "Version", v);
}
