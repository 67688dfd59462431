namespace Slipway.Errors;

/// <summary>One fault.</summary>
/// <param name="Path">Where: <c>services.web.port</c>.</param>
/// <param name="Message">What is expected, and what is there.</param>
public sealed record SpecificationFault(string Path, string Message)
{
    public override string ToString() => $"{Path}: {Message}";
}
