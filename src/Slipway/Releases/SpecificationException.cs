namespace Slipway.Releases;

/// <summary>The description of an application, or what was asked for, has faults. All are named, each with its path.</summary>
public sealed class SpecificationException(IReadOnlyList<SpecificationFault> faults) : SlipwayException(ExitCode.Usage,
    $"{faults.Count} {(faults.Count == 1 ? "fault" : "faults")} in what is to be released; nothing was touched.\n{string.Join('\n', faults.Select(fault => $"  {fault}"))}")
{
    public IReadOnlyList<SpecificationFault> Faults { get; } = faults;
}
