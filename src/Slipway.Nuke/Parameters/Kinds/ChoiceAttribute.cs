namespace Slipway.Nuke.Parameters.Kinds;

/// <summary>One of the values of an enumeration, whatever the case.</summary>
/// <param name="write">The word that stands for a value.</param>
public abstract class ChoiceAttribute<T>(Func<T, string> write) : ParameterKindAttribute
    where T : struct, Enum
{
    private readonly IReadOnlyList<(string Word, T Value)> choices = [.. Enum.GetValues<T>().Select(value => (write(value), value))];

    /// <inheritdoc/>
    public override string Expected => $"{string.Join(", ", choices.SkipLast(1).Select(choice => choice.Word))} or {choices[^1].Word}";

    /// <inheritdoc/>
    public override object? Read(string text)
    {
        foreach (var (word, value) in choices)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}
