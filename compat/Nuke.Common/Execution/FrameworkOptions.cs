using System.Reflection;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Execution;

/// <summary>What was asked of the framework itself for this run.</summary>
internal sealed class FrameworkOptions(CommandLine commandLine, ParameterValues values)
{
    private const string TargetSeparator = "+";

    /// <summary>The options that every build has, by name.</summary>
    public static IReadOnlyList<ParameterMember> All { get; } = typeof(NukeBuild)
        .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
        .Select(ParameterMember.Of)
        .Where(option => option is not null)
        .OrderBy(option => option.Name, StringComparer.Ordinal)
        .ToList();

    public bool Help => Flag("Help");
    public bool Plan => Flag("Plan");
    public bool Continue => Flag("Continue");
    public bool NoLogo => Flag("NoLogo");
    public string Host => (string)values.GetFrameworkOption("Host", typeof(string));
    public Verbosity Verbosity => (Verbosity)(values.GetFrameworkOption("Verbosity", typeof(Verbosity)) ?? Verbosity.Normal);

    /// <summary>Null: nothing is skipped. Empty: all that was not invoked.</summary>
    public string[] Skip => (string[])values.GetFrameworkOption("Skip", typeof(string[]), TargetSeparator);

    public IReadOnlyList<string> Targets
    {
        get
        {
            var named = (string[])values.GetFrameworkOption("Target", typeof(string[]), TargetSeparator) ?? [];
            return [.. commandLine.Positional.SelectMany(argument => argument.Split(TargetSeparator, StringSplitOptions.RemoveEmptyEntries)), .. named];
        }
    }

    private bool Flag(string name) => values.GetFrameworkOption(name, typeof(bool)) is true;
}
