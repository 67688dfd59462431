using System.Collections.ObjectModel;

namespace Nuke.Common.Tooling;

public static class ToolOptionsExtensions
{
    public static T SetProcessToolPath<T>(this T o, string value) where T : ToolOptions => o.With(nameof(o.ProcessToolPath), value);
    public static T SetProcessExecutionTimeout<T>(this T o, int? value) where T : ToolOptions =>
        o.With(nameof(o.ProcessExecutionTimeout), value);
    public static T SetProcessExecutionTimeout<T>(this T o, TimeSpan value) where T : ToolOptions =>
        o.SetProcessExecutionTimeout((int)value.TotalMilliseconds);
    public static T SetProcessOutputLogging<T>(this T o, bool? value) where T : ToolOptions =>
        o.With(nameof(o.ProcessOutputLogging), value);
    public static T DisableProcessOutputLogging<T>(this T o) where T : ToolOptions => o.SetProcessOutputLogging(false);
    public static T SetProcessInvocationLogging<T>(this T o, bool? value) where T : ToolOptions =>
        o.With(nameof(o.ProcessInvocationLogging), value);
    public static T DisableProcessInvocationLogging<T>(this T o) where T : ToolOptions => o.SetProcessInvocationLogging(false);
    public static T SetProcessExitHandling<T>(this T o, bool? value) where T : ToolOptions => o.With(nameof(o.ProcessExitHandling), value);
    public static T DisableProcessExitHandling<T>(this T o) where T : ToolOptions => o.SetProcessExitHandling(false);
    public static T SetProcessLogger<T>(this T o, Action<OutputType, string> v) where T : ToolOptions => o.With(nameof(o.ProcessLogger), v);
    public static T AddProcessAdditionalArguments<T>(this T o, params string[] v) where T : ToolOptions =>
        o.WithMore(nameof(o.ProcessAdditionalArguments), v);
    public static T AddProcessAdditionalArguments<T>(this T o, IEnumerable<string> v) where T : ToolOptions =>
        o.WithMore(nameof(o.ProcessAdditionalArguments), v);

    /// <summary>
    /// These variables become the whole environment of the process; start from <see cref="EnvironmentInfo.Variables"/> to keep the rest.
    /// </summary>
    public static T SetProcessEnvironmentVariables<T>(this T o, Dictionary<string, string> values) where T : ToolOptions =>
        o.With(nameof(o.ProcessEnvironmentVariables), new Dictionary<string, string>(values, StringComparer.Ordinal));

    public static T SetProcessEnvironmentVariables<T>(this T o, ReadOnlyDictionary<string, string> values) where T : ToolOptions =>
        o.With(nameof(o.ProcessEnvironmentVariables), new Dictionary<string, string>(values, StringComparer.Ordinal));

    /// <summary>Sets one variable on top of those given before, or else of the build's own environment.</summary>
    public static T SetProcessEnvironmentVariable<T>(this T o, string key, string value) where T : ToolOptions =>
        o.With(nameof(o.ProcessEnvironmentVariables),
            new Dictionary<string, string>(o.ProcessEnvironmentVariables ?? EnvironmentInfo.Variables,
                StringComparer.Ordinal) { [key] = value });
}
