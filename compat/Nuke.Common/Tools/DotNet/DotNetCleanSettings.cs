using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.DotNet;

[Command(Type = typeof(DotNetTasks), Command = nameof(DotNetTasks.DotNetClean), Arguments = "clean")]
public class DotNetCleanSettings : ToolOptions
{
    [Argument(Format = "{value}", Position = 1)]
    public string Project => Get<string>();

    [Argument(Format = "--configuration {value}")]
    public string Configuration => Get<string>();

    [Argument(Format = "--verbosity {value}")]
    public DotNetVerbosity Verbosity => Get<DotNetVerbosity>();
}

public static class DotNetCleanSettingsExtensions
{
    public static T SetConfiguration<T>(this T o, string v) where T : DotNetCleanSettings => o.With(nameof(o.Configuration), v);
    public static T SetProject<T>(this T o, string v) where T : DotNetCleanSettings => o.With(nameof(o.Project), v);
    public static T SetVerbosity<T>(this T o, DotNetVerbosity v) where T : DotNetCleanSettings => o.With(nameof(o.Verbosity), v);
}
