using System.Globalization;

namespace Slipway.Nuke.Parameters.Kinds;

/// <summary>A whole number, in digits only.</summary>
/// <param name="least">Not below 0.</param>
/// <param name="most">The largest that is accepted.</param>
public sealed class NumberAttribute(int least, int most) : ParameterKindAttribute
{
    /// <summary>The smallest number that is accepted.</summary>
    public int Least => least;

    /// <summary>The largest number that is accepted.</summary>
    public int Most => most;

    /// <summary>A word that may stand instead of a number; null for none.</summary>
    public string? Or { get; init; }

    /// <inheritdoc/>
    public override string Expected =>
        string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}{(Or is null ? "" : $", or {Or},")}");

    /// <summary>An <see cref="int"/>, or the word itself.</summary>
    public override object? Read(string text) =>
        text.Equals(Or, StringComparison.OrdinalIgnoreCase) ? Or
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : null;
}
