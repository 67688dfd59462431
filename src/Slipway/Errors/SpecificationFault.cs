namespace Slipway.Errors;

/// <summary>One fault.</summary>
/// <param name="Path">Where: <c>services.web.port</c>.</param>
/// <param name="Message">What is expected, and what is there.</param>
public sealed record SpecificationFault(string Path, string Message)
{
    /// <summary>This fault, unless something holds.</summary>
    public static IEnumerable<SpecificationFault> Unless(bool holds, string path, string message) =>
        holds ? [] : [new SpecificationFault(path, message)];

    /// <summary>A fault, unless a value is within its range, both ends included.</summary>
    public static IEnumerable<SpecificationFault> UnlessWithin<T>(string path, T value, T least, T most)
        where T : IComparable<T>, IFormattable => Unless(
            value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0, path,
            FormattableString.Invariant($"{least} to {most} is expected, not {value}"));

    public override string ToString() => $"{Path}: {Message}";
}
