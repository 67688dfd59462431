namespace Slipway.Hosts;

/// <summary>To whom something on an engine belongs: to the one whose label it carries.</summary>
/// <param name="Label">The label's name.</param>
/// <param name="Value">What it must say.</param>
/// <param name="Whose">As it stands in a sentence: <c>this application's</c>.</param>
/// <param name="WayOut">What else can be done about a name that a stranger has, besides renaming or removing the stranger.</param>
public sealed record Owner(string Label, string Value, string Whose, string WayOut)
{
    /// <summary>Whether something that carries these labels belongs to this owner.</summary>
    /// <param name="labels">All that it carries, by name.</param>
    public bool Owns(IReadOnlyDictionary<string, string> labels) =>
        string.Equals(labels.GetValueOrDefault(Label), Value, StringComparison.Ordinal);

    /// <summary>Why something can't be used under its name; null when it can: it is the owner's, or it is not there.</summary>
    /// <param name="labels">What it carries; null when it is not there.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="name">The name that is wanted.</param>
    internal string? Describe(ResourceKind kind, string name, IReadOnlyDictionary<string, string>? labels) => labels is null || Owns(labels)
        ? null
        : $"the {Word(kind)} {name} exists and is not {Whose} (its label {Label} is "
            + $"{(labels.TryGetValue(Label, out var other) ? $"\"{other}\"" : "missing")}, not \"{Value}\"): rename or remove it, or "
            + $"{WayOut}";

    /// <exception cref="UsageException">It is a stranger's.</exception>
    internal void Require(ResourceKind kind, string name, IReadOnlyDictionary<string, string>? labels)
    {
        if (Describe(kind, name, labels) is { } reason)
        {
            throw new UsageException($"Not touched: {reason}.");
        }
    }

    private static string Word(ResourceKind kind) => kind switch
    {
        ResourceKind.Container => "container",
        ResourceKind.Volume => "volume",
        _ => "network",
    };
}
