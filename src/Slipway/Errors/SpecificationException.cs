namespace Slipway.Errors;

/// <summary>The description of an application, or what was asked for, has faults. All are named, each with its path.</summary>
public sealed class SpecificationException : UsageException
{
    /// <summary>One error for all faults.</summary>
    /// <param name="faults">All of them, at least one.</param>
    public SpecificationException(IReadOnlyList<SpecificationFault> faults)
        : base(Describe(faults)) => Faults = faults;

    private static string Describe(IReadOnlyList<SpecificationFault> faults) =>
        $"{faults.Count} {(faults.Count == 1 ? "fault" : "faults")} in {Subject(faults)}; nothing was touched.\n"
        + string.Join('\n', faults.Select(fault => $"  {fault}"));

    /// <summary>Options alone are what a command was asked for, whether it releases or looks.</summary>
    private static string Subject(IReadOnlyList<SpecificationFault> faults) =>
        faults.All(fault => fault.Path.StartsWith('-')) ? "what was asked for" : "what is to be released";
}
