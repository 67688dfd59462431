using Serilog;

namespace Nuke.Common.ValueInjection;

/// <summary>Parameters in the environment: the exact name first, else any spelling of it, with or without <c>NUKE_</c> before it.</summary>
internal static class EnvironmentVariables
{
    private const string Prefix = "NUKE";

    public static string Find(string name, bool onlyPrefixed)
    {
        if (!onlyPrefixed && EnvironmentInfo.GetVariable(name) is { } exact)
            return exact;
        var wanted = ParameterMember.Normalize(name);
        var found = EnvironmentInfo.Variables
            .Where(variable => ParameterMember.Normalize(variable.Key) is var key
                && (key == Prefix + wanted || (!onlyPrefixed && key == wanted)))
            .ToList();
        if (found.Count > 1)
            Log.Error("Parameter {Name} is set by several environment variables, none is taken: {Variables}", name,
                string.Join(", ", found.Select(variable => variable.Key).Order(StringComparer.Ordinal)));
        return found.Count == 1 ? found[0].Value : null;
    }
}
