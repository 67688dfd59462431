namespace Nuke.Common.ValueInjection;

/// <summary>
/// <c>Deploy Verify --tag 1.0 --force --ports 80 81</c>: what stands before the first option are targets; an option takes all
/// that follows up to the next one. Names ignore case and dashes, the last of two equal ones wins.
/// </summary>
internal sealed class CommandLine
{
    private readonly Dictionary<string, List<string>> options = new(StringComparer.OrdinalIgnoreCase);

    public CommandLine(IEnumerable<string> arguments)
    {
        var current = new List<string>();
        Positional = current;
        foreach (var argument in arguments)
        {
            if (IsOption(argument))
                options[WithoutDashes(argument)] = current = [];
            else
                current.Add(argument);
        }
    }

    public IReadOnlyList<string> Positional { get; }

    /// <summary>The values after the option: empty for a bare one, null when it was not given.</summary>
    public IReadOnlyList<string> Find(string name) => options.GetValueOrDefault(WithoutDashes(name));

    // '-5' is an option, too.
    private static bool IsOption(string argument) => argument.StartsWith('-');

    private static string WithoutDashes(string name) => name.Replace("-", "", StringComparison.Ordinal);
}
