namespace Slipway;

/// <summary>An error that is meant to be read by the person who runs a release: its message says what to do, no stack trace is needed.</summary>
/// <param name="exitCode">The exit code that tells the truth about this error.</param>
/// <param name="message">What was expected, what was observed, what to do.</param>
/// <param name="cause">The technical cause, when there is one.</param>
public class SlipwayException(ExitCode exitCode, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The exit code of a process that ends with this error.</summary>
    public ExitCode ExitCode { get; } = exitCode;
}
