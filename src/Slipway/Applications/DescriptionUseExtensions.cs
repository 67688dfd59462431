namespace Slipway.Applications;

/// <summary>What is said of a <see cref="DescriptionUse"/>.</summary>
public static class DescriptionUseExtensions
{
    /// <summary>What the faults are in that keep a command back, as <see cref="SpecificationException"/> names it.</summary>
    /// <param name="use">How much of the description the command goes by.</param>
    public static string Subject(this DescriptionUse use) =>
        use == DescriptionUse.Release ? "what is to be released" : "what the application is described with";
}
