namespace Slipway.Errors;

/// <summary>One fault.</summary>
/// <param name="Path">Where: <c>services.web.port</c>.</param>
/// <param name="Message">What is expected, and what is there.</param>
public sealed record SpecificationFault(string Path, string Message)
{
    /// <summary>This fault, unless something holds.</summary>
    /// <param name="holds">Whether all is well.</param>
    /// <param name="path">Where it stands in the description.</param>
    /// <param name="message">What is expected, and what is there.</param>
    /// <returns>Nothing, or the one fault.</returns>
    public static IEnumerable<SpecificationFault> Unless(bool holds, string path, string message) =>
        holds ? [] : [new SpecificationFault(path, message)];

    /// <summary>A fault, unless a value is within its range, both ends included.</summary>
    /// <typeparam name="T">A number, or a time.</typeparam>
    /// <param name="path">Where it stands in the description.</param>
    /// <param name="value">What is there.</param>
    /// <param name="least">The smallest value that is accepted.</param>
    /// <param name="most">The largest value that is accepted.</param>
    /// <returns>Nothing, or the one fault.</returns>
    public static IEnumerable<SpecificationFault> UnlessWithin<T>(string path, T value, T least, T most)
        where T : IComparable<T>, IFormattable => Unless(
            value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0, path,
            FormattableString.Invariant($"{least} to {most} is expected, not {value}"));

    /// <summary>The fault as a line of a message: path and message.</summary>
    public override string ToString() => $"{Path}: {Message}";
}
