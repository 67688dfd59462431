using Serilog;

namespace Nuke.Common.ValueInjection;

/// <summary>All sources of parameter values of one run, in their order.</summary>
internal sealed class ParameterValues(CommandLine commandLine, Lazy<ParameterFiles> files)
{
    /// <summary>Those of the running build; before one runs, those of the process's own arguments.</summary>
    public static ParameterValues Current { get; set; } = new(new CommandLine(Environment.GetCommandLineArgs()[1..]), new(() => new ParameterFiles(NukeBuild.RootDirectory / ".nuke", [])));

    /// <summary>The value in the member's type, or null when no source has one that can be converted.</summary>
    public object Get(ParameterMember parameter) => Get(parameter.Name, parameter.Type, parameter.Attribute.Separator, parameter.IsSecret);

    /// <summary>An option of the framework itself: names such as HOST in the environment count only with the prefix.</summary>
    public object GetFrameworkOption(string name, Type type, string separator = null) => Get(name, type, separator, isSecret: false, onlyPrefixedVariables: true);

    private object Get(string name, Type type, string separator, bool isSecret, bool onlyPrefixedVariables = false)
    {
        if (commandLine.Find(name) is { } arguments)
            return Convert(name, Split(arguments, separator), type);
        if (EnvironmentVariables.Find(name, onlyPrefixedVariables) is { } variable)
            return Convert(name, Split(type.IsArray ? variable.Split(separator ?? " ", StringSplitOptions.RemoveEmptyEntries) : [variable], null), type);
        if (files.Value.Find(name) is not var (file, values))
            return null;
        if (isSecret)
        {
            Log.Warning("Secret parameter {Name} in {File} cannot be decrypted here; pass it by the environment instead", name, file);
            return null;
        }

        return Convert(name, values, type);
    }

    private static IReadOnlyList<string> Split(IReadOnlyList<string> values, string separator) =>
        string.IsNullOrEmpty(separator) ? values : values.SelectMany(value => value.Split(separator, StringSplitOptions.RemoveEmptyEntries)).ToList();

    private static object Convert(string name, IReadOnlyList<string> values, Type type)
    {
        try
        {
            return ValueConverter.Convert(values, type);
        }
        catch (Exception exception)
        {
            Log.Warning("Parameter {Name} cannot be taken from '{Value}' as {Type}, its default stays: {Message}", name, string.Join(' ', values), type.Name, exception.Message);
            return null;
        }
    }
}
