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

    /// <summary>
    /// Whether the message ends with the claim that nothing was touched, for whoever may fear that something was. Default false.
    /// </summary>
    public bool SaysUntouched { get; init; }

    /// <summary>What is expected, what is there, what to do; and what was touched by then.</summary>
    public sealed override string Message => Before is null ? Describe(SaysUntouched)
        : $"{Describe(saysUntouched: false)}\n{Before} Beyond that nothing was touched.";

    /// <summary>The message without what was touched before.</summary>
    /// <param name="saysUntouched">Whether it claims that nothing was.</param>
    private protected virtual string Describe(bool saysUntouched) =>
        saysUntouched ? $"{base.Message} Nothing was touched." : base.Message;

    /// <summary>What is wrong, each with its path and its mend; empty when no parameter and no part of the description is.</summary>
    public IReadOnlyList<SpecificationFault> Faults { get; protected init; } = [];
}
