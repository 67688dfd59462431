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

    /// <summary>Those after <c>--target</c>, or else those before the first option.</summary>
    public IReadOnlyList<string> Targets => commandLine.Find("Target") is null && commandLine.Positional.Count > 0
        ? ValueConverter.Split(commandLine.Positional, TargetSeparator)
        : (string[])values.GetFrameworkOption("Target", typeof(string[]), TargetSeparator);

    private static bool Flag(string name)
    {
        var flag = All.Single(option => option.Name == name);
        return flag.Attribute.TryGetValue(flag.Member, instance: null) is true;
    }
}
