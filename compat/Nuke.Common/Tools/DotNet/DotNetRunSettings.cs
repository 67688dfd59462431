using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.DotNet;

[Command(Type = typeof(DotNetTasks), Command = nameof(DotNetTasks.DotNetRun), Arguments = "run")]
public class DotNetRunSettings : ToolOptions
{
    [Argument(Format = "--project {value}")]
    public string ProjectFile => Get<string>();

    [Argument(Format = "--configuration {value}")]
    public string Configuration => Get<string>();

    [Argument(Format = "--no-build")]
    public bool? NoBuild => Get<bool?>();

    [Argument(Format = "--no-restore")]
    public bool? NoRestore => Get<bool?>();

    [Argument(Format = "--no-launch-profile")]
    public bool? NoLaunchProfile => Get<bool?>();

    [Argument(Format = "--property:{key}={value}")]
    public IReadOnlyDictionary<string, object> Properties => GetEntries();

    [Argument(Format = "-- {value}", Position = -1, Separator = " ")]
    public IReadOnlyList<string> ApplicationArguments => GetList();
}

public static class DotNetRunSettingsExtensions
{
    public static T AddApplicationArguments<T>(this T o, IEnumerable<string> v) where T : DotNetRunSettings => o.WithMore(nameof(o.ApplicationArguments), v);
    public static T AddApplicationArguments<T>(this T o, params string[] v) where T : DotNetRunSettings => o.WithMore(nameof(o.ApplicationArguments), v);
    public static T AddProperty<T>(this T o, string k, object v) where T : DotNetRunSettings => o.WithEntry(nameof(o.Properties), k, v);
    public static T EnableNoBuild<T>(this T o) where T : DotNetRunSettings => o.With(nameof(o.NoBuild), true);
    public static T EnableNoLaunchProfile<T>(this T o) where T : DotNetRunSettings => o.With(nameof(o.NoLaunchProfile), true);
    public static T EnableNoRestore<T>(this T o) where T : DotNetRunSettings => o.With(nameof(o.NoRestore), true);
    public static T SetApplicationArguments<T>(this T o, IEnumerable<string> v) where T : DotNetRunSettings => o.WithList(nameof(o.ApplicationArguments), v);
    public static T SetApplicationArguments<T>(this T o, params string[] v) where T : DotNetRunSettings => o.WithList(nameof(o.ApplicationArguments), v);
    public static T SetAssemblyVersion<T>(this T o, string v) where T : DotNetRunSettings => o.WithEntry(nameof(o.Properties), "AssemblyVersion", v);
    public static T SetConfiguration<T>(this T o, string v) where T : DotNetRunSettings => o.With(nameof(o.Configuration), v);
    public static T SetContinuousIntegrationBuild<T>(this T o, bool? v) where T : DotNetRunSettings => o.WithEntry(nameof(o.Properties), "ContinuousIntegrationBuild", v);
    public static T SetFileVersion<T>(this T o, string v) where T : DotNetRunSettings => o.WithEntry(nameof(o.Properties), "FileVersion", v);
    public static T SetInformationalVersion<T>(this T o, string v) where T : DotNetRunSettings => o.WithEntry(nameof(o.Properties), "InformationalVersion", v);
    public static T SetNoBuild<T>(this T o, bool? v) where T : DotNetRunSettings => o.With(nameof(o.NoBuild), v);
    public static T SetNoLaunchProfile<T>(this T o, bool? v) where T : DotNetRunSettings => o.With(nameof(o.NoLaunchProfile), v);
    public static T SetNoRestore<T>(this T o, bool? v) where T : DotNetRunSettings => o.With(nameof(o.NoRestore), v);
    public static T SetProjectFile<T>(this T o, string v) where T : DotNetRunSettings => o.With(nameof(o.ProjectFile), v);
    public static T SetProperties<T>(this T o, IDictionary<string, object> v) where T : DotNetRunSettings => o.With(nameof(o.Properties), new Dictionary<string, object>(v, StringComparer.Ordinal));
    public static T SetProperty<T>(this T o, string k, object v) where T : DotNetRunSettings => o.WithEntry(nameof(o.Properties), k, v);
    public static T SetVersion<T>(this T o, string v) where T : DotNetRunSettings => o.WithEntry(nameof(o.Properties), "Version", v);
}
