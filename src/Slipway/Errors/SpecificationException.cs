namespace Slipway.Errors;

/// <summary>The description of an application, or what was asked for, has faults. All are named, each with its path.</summary>
public sealed class SpecificationException : UsageException
{
    /// <summary>One error for all faults.</summary>
    /// <param name="faults">All of them, at least one.</param>
    /// <param name="subject">What they are in, unless all are in options, which say that themselves.</param>
    public SpecificationException(IReadOnlyList<SpecificationFault> faults, string subject = "what is to be released")
        : base(string.Join('\n', faults.Select(fault => $"  {fault}"))) => (Faults, Subject, SaysUntouched) = (faults, subject, true);

    /// <summary>What the faults are in.</summary>
    public string Subject { get; }

    /// <summary>Options alone are what a command was asked for, whether it releases or looks.</summary>
    private bool IsAsked => Faults.All(fault => fault.Path.StartsWith('-'));

    /// <inheritdoc/>
    private protected override string Describe(bool saysUntouched) =>
        $"{Faults.Count} {(Faults.Count == 1 ? "fault" : "faults")} in {(IsAsked ? "what was asked for" : Subject)}"
        + $"{(saysUntouched ? "; nothing was touched." : ":")}\n{base.Describe(saysUntouched: false)}";
}
