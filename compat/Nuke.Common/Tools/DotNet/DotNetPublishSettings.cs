using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.DotNet;

[Command(Type = typeof(DotNetTasks), Command = nameof(DotNetTasks.DotNetPublish), Arguments = "publish")]
public class DotNetPublishSettings : ToolOptions
{
    [Argument(Format = "{value}", Position = 1)]
    public string Project => Get<string>();

    [Argument(Format = "--configuration {value}")]
    public string Configuration => Get<string>();

    [Argument(Format = "--framework {value}")]
    public string Framework => Get<string>();

    [Argument(Format = "--runtime {value}")]
    public string Runtime => Get<string>();

    [Argument(Format = "--self-contained {value}")]
    public bool? SelfContained => Get<bool?>();

    [Argument(Format = "--output {value}")]
    public string Output => Get<string>();

    [Argument(Format = "--no-build")]
    public bool? NoBuild => Get<bool?>();

    [Argument(Format = "--no-restore")]
    public bool? NoRestore => Get<bool?>();

    [Argument(Format = "--nologo")]
    public bool? NoLogo => Get<bool?>();

    [Argument(Format = "--property:{key}={value}")]
    public IReadOnlyDictionary<string, object> Properties => GetEntries();

    [Argument(Format = "--verbosity {value}")]
    public DotNetVerbosity Verbosity => Get<DotNetVerbosity>();
}

public static class DotNetPublishSettingsExtensions
{
    public static T DisableNoBuild<T>(this T o) where T : DotNetPublishSettings => o.With(nameof(o.NoBuild), false);
    public static T EnableNoBuild<T>(this T o) where T : DotNetPublishSettings => o.With(nameof(o.NoBuild), true);
    public static T EnableNoLogo<T>(this T o) where T : DotNetPublishSettings => o.With(nameof(o.NoLogo), true);
    public static T EnableNoRestore<T>(this T o) where T : DotNetPublishSettings => o.With(nameof(o.NoRestore), true);
    public static T EnableSelfContained<T>(this T o) where T : DotNetPublishSettings => o.With(nameof(o.SelfContained), true);
    public static T SetConfiguration<T>(this T o, string v) where T : DotNetPublishSettings => o.With(nameof(o.Configuration), v);
    public static T SetContinuousIntegrationBuild<T>(this T o, bool? v) where T : DotNetPublishSettings =>
        o.WithEntry(nameof(o.Properties), "ContinuousIntegrationBuild", v);
    public static T SetFramework<T>(this T o, string v) where T : DotNetPublishSettings => o.With(nameof(o.Framework), v);
    public static T SetNoBuild<T>(this T o, bool? v) where T : DotNetPublishSettings => o.With(nameof(o.NoBuild), v);
    public static T SetNoRestore<T>(this T o, bool? v) where T : DotNetPublishSettings => o.With(nameof(o.NoRestore), v);
    public static T SetOutput<T>(this T o, string v) where T : DotNetPublishSettings => o.With(nameof(o.Output), v);
    public static T SetProject<T>(this T o, string v) where T : DotNetPublishSettings => o.With(nameof(o.Project), v);
    public static T SetProperty<T>(this T o, string k, object v) where T : DotNetPublishSettings => o.WithEntry(nameof(o.Properties), k, v);
    public static T SetRuntime<T>(this T o, string v) where T : DotNetPublishSettings => o.With(nameof(o.Runtime), v);
    public static T SetSelfContained<T>(this T o, bool? v) where T : DotNetPublishSettings => o.With(nameof(o.SelfContained), v);
    public static T SetVerbosity<T>(this T o, DotNetVerbosity v) where T : DotNetPublishSettings => o.With(nameof(o.Verbosity), v);
    public static T SetVersion<T>(this T o, string v) where T : DotNetPublishSettings => o.WithEntry(nameof(o.Properties), "Version", v);
}
