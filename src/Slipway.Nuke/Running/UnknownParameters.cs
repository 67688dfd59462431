using System.Reflection;
using Slipway.Releases;

namespace Slipway.Nuke.Running;

/// <summary>Finds options on the command line that no parameter has: Nuke ignores them without a word, and a mistyped one would go unseen.</summary>
internal static class UnknownParameters
{
    public static IReadOnlyList<SpecificationFault> Find(INukeBuild build, ReadOnlySpan<string> arguments)
    {
        var known = Names(build).ToList();
        var faults = new List<SpecificationFault>();
        foreach (var argument in arguments)
        {
            if (!IsOption(argument))
            {
                continue;
            }

            var name = argument.Split('=')[0];
            if (!known.Contains(Fold(name), StringComparer.OrdinalIgnoreCase))
            {
                faults.Add(new SpecificationFault(name, "there is no such parameter; --help lists all"));
            }
            else if (name != argument)
            {
                faults.Add(new SpecificationFault(name, $"the value is expected as the next argument: {name} {argument[(name.Length + 1)..]}"));
            }
        }

        return faults;
    }

    /// <summary>What Nuke takes for an option: <c>--port</c>, <c>-port</c>, but not <c>-5</c>.</summary>
    private static bool IsOption(string argument) =>
        argument.Length > 1 && argument[0] == '-' && ((argument[1] == '-' && argument.Length > 2) || char.IsLetter(argument[1]));

    private static IEnumerable<string> Names(INukeBuild build) =>
        new[] { build.GetType() }.Concat(build.GetType().GetInterfaces()).Concat(BaseTypes(build.GetType()))
            .SelectMany(type => type.GetMembers(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(member => (Member: member, Parameter: member.GetCustomAttribute<ParameterAttribute>()))
            .Where(pair => pair.Parameter is not null)
            .Select(pair => Fold((pair.Member.DeclaringType!.GetCustomAttribute<ParameterPrefixAttribute>()?.Prefix ?? "")
                + (pair.Parameter!.Name ?? pair.Member.Name[(pair.Member.Name.LastIndexOf('.') + 1)..])));

    private static IEnumerable<Type> BaseTypes(Type type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            yield return current;
        }
    }

    /// <summary>Names ignore case and dashes.</summary>
    private static string Fold(string name) => name.Replace("-", "", StringComparison.Ordinal);
}
