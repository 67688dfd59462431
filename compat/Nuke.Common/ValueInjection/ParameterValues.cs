using Serilog;

namespace Nuke.Common.ValueInjection;

/// <summary>All sources of parameter values of one run, in their order.</summary>
internal sealed class ParameterValues(CommandLine commandLine, Lazy<ParameterFiles> files)
{
    /// <summary>Those of the running build; before one runs, those of the process's own arguments.</summary>
    public static ParameterValues Current { get; set; } = new(new CommandLine(Environment.GetCommandLineArgs()[1..]),
        new(() => new ParameterFiles(NukeBuild.RootDirectory / ".nuke", [])));

    /// <summary>
    /// The value in the member's type, or null when no source has one. Throws when the strongest source has one that does not fit.
    /// </summary>
    public object Get(ParameterMember parameter) => parameter.Member.DeclaringType == typeof(NukeBuild)
        ? GetFrameworkOption(parameter.Name, parameter.Type)
        : Get(parameter.Name, parameter.Type, parameter.Attribute.Separator, parameter.IsSecret);

    /// <summary>An option of the framework itself: names such as HOST in the environment count only with the prefix.</summary>
    public object GetFrameworkOption(string name, Type type, string separator = null) =>
        Get(name, type, separator, isSecret: false, onlyPrefixedVariables: true);

    private object Get(string name, Type type, string separator, bool isSecret, bool onlyPrefixedVariables = false)
    {
        // A bare option is no value, except for a boolean and a list.
        if (commandLine.Find(name) is { } arguments && Convert(name, arguments, separator, type) is { } given)
            return given;
        if (EnvironmentVariables.Find(name, onlyPrefixedVariables) is { } variable)
            return Convert(name, [variable], separator, type);
        if (files.Value.Find(name) is not var (file, values))
            return null;
        if (isSecret)
        {
            Log.Warning("Secret parameter {Name} in {File} cannot be decrypted here; pass it by the environment instead", name, file);
            return null;
        }

        return Convert(name, values, separator: null, type);
    }

    private static object Convert(string name, IReadOnlyList<string> values, string separator, Type type)
    {
        try
        {
            return ValueConverter.Convert(ValueConverter.Split(values, separator), type);
        }
        catch (Exception exception)
        {
            throw new FormatException($"{name} cannot be taken from '{string.Join(' ', values)}': {exception.Message}", exception);
        }
    }
}
