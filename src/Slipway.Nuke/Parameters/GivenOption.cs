namespace Slipway.Nuke.Parameters;

/// <summary>An option of the command line with what stands after it.</summary>
/// <param name="Written">As it was typed, without a value that was joined to it by <c>=</c>.</param>
/// <param name="Parameter">Null for one that nothing declares.</param>
/// <param name="Joined">What was joined to it by <c>=</c>, which Nuke ignores.</param>
internal sealed record GivenOption(string Written, DeclaredParameter? Parameter, string? Joined)
{
    private readonly List<string> values = [];

    public IReadOnlyList<string> Values => values;

    /// <summary>
    /// Options as Nuke sees them: names ignore case and dashes, an option takes all that follows up to the next one, and what stands
    /// before the first are targets. One thing is seen otherwise: Nuke takes <c>-1</c> for an option without a value before it; here it
    /// is the wrong value of the option before it, and so is anything that can only be a secret.
    /// </summary>
    public static IReadOnlyList<GivenOption> Read(IEnumerable<string> arguments, IReadOnlyList<DeclaredParameter> declared)
    {
        var byName = declared.ToDictionary(parameter => Fold(parameter.Name), StringComparer.Ordinal);
        var options = new List<GivenOption>();
        foreach (var argument in arguments)
        {
            var name = argument.Split('=')[0];
            var parameter = byName.GetValueOrDefault(Fold(name));
            var last = options.Count > 0 ? options[^1] : null;
            if (!argument.StartsWith('-') || (parameter is null && last?.Awaits(argument) == true))
            {
                last?.values.Add(argument);
            }
            else
            {
                options.Add(new GivenOption(name, parameter, name == argument ? null : argument[(name.Length + 1)..]));
            }
        }

        return options;
    }

    /// <summary>What Nuke compares the names of options by; those of variables it takes less strictly.</summary>
    private static string Fold(string name) => name.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    private bool Awaits(string argument) =>
        values.Count == 0 && Joined is null && Parameter is { TakesAnyCount: false }
        && (Parameter.IsSecret || !argument.StartsWith("--", StringComparison.Ordinal));
}
