using System.Collections;

namespace Slipway.Nuke.Parameters;

/// <summary>
/// The variables that Nuke takes parameters from: the exact name first, else any spelling of it, with or without <c>NUKE</c> before it.
/// </summary>
internal sealed class EnvironmentParameters
{
    private const string Prefix = "NUKE";

    private readonly Dictionary<string, string> exact = new(StringComparer.Ordinal);
    private readonly ILookup<string, string> folded;

    public EnvironmentParameters(IDictionary variables)
    {
        foreach (DictionaryEntry variable in variables)
        {
            exact[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        folded = exact.Keys.Order(StringComparer.Ordinal).ToLookup(DeclaredParameter.Fold, StringComparer.Ordinal);
    }

    /// <summary>The variables that name it; of several Nuke takes none.</summary>
    public IReadOnlyList<string> Find(DeclaredParameter parameter)
    {
        var name = DeclaredParameter.Fold(parameter.Name);
        return exact.ContainsKey(parameter.Name) ? [parameter.Name] : [.. folded[name].Concat(folded[Prefix + name])];
    }

    public string Value(string variable) => exact[variable];
}
