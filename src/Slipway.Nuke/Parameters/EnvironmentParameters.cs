using System.Collections;

namespace Slipway.Nuke.Parameters;

/// <summary>
/// The variables that parameters are taken from. A parameter of Slipway has <c>SLIPWAY</c> or <c>NUKE</c> before its name: without that,
/// <c>PORT</c> or <c>STAGE</c> of any shell would say what becomes of a live site. Any other parameter is Nuke's to bind, which takes the
/// exact name first, else any spelling of it, with or without <c>NUKE</c> before it.
/// </summary>
internal sealed class EnvironmentParameters
{
    private const string Nuke = "NUKE";
    private const string Slipway = "SLIPWAY";

    /// <summary>What Slipway sets in containers: a build that runs in one must not take them for its own parameters.</summary>
    private static readonly string[] OfContainers = ["VERSION", "COMMIT", "SLOT", "RELEASE"];

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

    /// <summary>The variables that name it and count; of several none is taken.</summary>
    public IReadOnlyList<string> Find(DeclaredParameter parameter)
    {
        var name = DeclaredParameter.Fold(parameter.Name);
        return parameter.IsOfCommandLine ? []
            : parameter.IsOfSlipway
                ? [.. OfContainers.Contains(name, StringComparer.Ordinal) ? [] : folded[Slipway + name], .. folded[Nuke + name]]
            : exact.ContainsKey(parameter.Name) ? [parameter.Name]
            : [.. folded[name], .. folded[Nuke + name]];
    }

    /// <summary>The variables that Nuke would take for it and that do not count.</summary>
    public IReadOnlyList<string> FindIgnored(DeclaredParameter parameter)
    {
        var name = DeclaredParameter.Fold(parameter.Name);
        return !parameter.IsOfSlipway ? []
            : parameter.IsOfCommandLine ? [.. folded[name], .. folded[Slipway + name], .. folded[Nuke + name]]
            : [.. folded[name]];
    }

    /// <summary>
    /// The variables that begin as Slipway's own do, name no parameter and are a slip away from one; beside each what is meant.
    /// </summary>
    public IEnumerable<(string Variable, DeclaredParameter Meant)> FindMistyped(IReadOnlyList<DeclaredParameter> declared)
    {
        var known = declared.Select(parameter => DeclaredParameter.Fold(parameter.Name)).Concat(OfContainers)
            .ToHashSet(StringComparer.Ordinal);
        var meant = declared.Where(parameter => parameter is { IsOfSlipway: true, IsOfCommandLine: false })
            .ToDictionary(parameter => DeclaredParameter.Fold(parameter.Name), StringComparer.Ordinal);
        foreach (var variable in exact.Keys.Where(variable => variable.StartsWith($"{Slipway}_", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal))
        {
            var name = DeclaredParameter.Fold(variable)[Slipway.Length..];
            if (!known.Contains(name) && NearestName.Find(name, meant.Keys) is { } nearest)
            {
                yield return (variable, meant[nearest]);
            }
        }
    }

    public string Value(string variable) => exact[variable];
}
