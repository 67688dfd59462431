namespace Slipway.Errors;

/// <summary>What was asked for, or the description of it, can't be done as it stands. It was refused before anything was touched.</summary>
public class UsageException : SlipwayException
{
    /// <summary>An error that no parameter and no part of the description can be named for.</summary>
    /// <param name="message">What is expected, what is there, what to do.</param>
    /// <param name="cause">The technical cause, when there is one.</param>
    public UsageException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>An error of one parameter, or one part of the description.</summary>
    /// <param name="fault">The one thing that is wrong.</param>
    /// <param name="cause">The technical cause, when there is one.</param>
    public UsageException(SpecificationFault fault, Exception? cause = null)
        : this(fault.ToString(), cause) => Faults = [fault];

    /// <summary>
    /// What the command had done before it was refused, as a sentence, such as the end that it put to an interrupted run. Null, the
    /// default: nothing.
    /// </summary>
    public string? Before { get; set; }

    /// <summary>What is expected, what is there, what to do; and what was touched by then.</summary>
    public override string Message => Before is null
        ? base.Message
        : $"{base.Message.Replace("; nothing was touched.", ":", StringComparison.Ordinal)
            .Replace(" Nothing was touched.", "", StringComparison.Ordinal)}\n{Before} Beyond that nothing was touched.";

    /// <summary>What is wrong, each with its path and its mend; empty when no parameter and no part of the description is.</summary>
    public IReadOnlyList<SpecificationFault> Faults { get; protected init; } = [];
}
