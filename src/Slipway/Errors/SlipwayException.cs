namespace Slipway.Errors;

/// <summary>
/// An error that is meant to be read by the person who runs a release: its message says what to do, no stack trace is needed. Each kind
/// that can be handled has a type of its own with its facts as properties. None of them says what is live or which exit code the process
/// ends with: whoever throws it can't know that.
/// </summary>
/// <param name="message">What was expected, what was observed, what to do.</param>
/// <param name="cause">The technical cause, when there is one.</param>
public abstract class SlipwayException(string message, Exception? cause = null) : Exception(message, cause);
