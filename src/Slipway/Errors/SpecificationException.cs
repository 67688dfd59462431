namespace Slipway.Errors;

/// <summary>The description of an application, or what was asked for, has faults. All are named, each with its path.</summary>
public sealed class SpecificationException : UsageException
{
    /// <summary>One error for all faults.</summary>
    /// <param name="faults">All of them, at least one.</param>
    /// <param name="subject">What they are in, unless all are in options, which say that themselves.</param>
    public SpecificationException(IReadOnlyList<SpecificationFault> faults, string subject = "what is to be released")
        : base(Describe(faults, subject)) => (Faults, Subject) = (faults, subject);

    /// <summary>What the faults are in.</summary>
    public string Subject { get; }

    private static string Describe(IReadOnlyList<SpecificationFault> faults, string subject) =>
        $"{faults.Count} {(faults.Count == 1 ? "fault" : "faults")} in {(IsAsked(faults) ? "what was asked for" : subject)}; "
        + $"nothing was touched.\n{string.Join('\n', faults.Select(fault => $"  {fault}"))}";

    /// <summary>Options alone are what a command was asked for, whether it releases or looks.</summary>
    private static bool IsAsked(IReadOnlyList<SpecificationFault> faults) => faults.All(fault => fault.Path.StartsWith('-'));
}
