namespace Slipway.Nuke.Running;

/// <summary>
/// What ends a target, or keeps it from its start, as Nuke shows it. Nuke prints whatever ends a target as an exception prints itself, and
/// that up to three times: this one prints its message, without a place in the code.
/// </summary>
/// <param name="message">All that Nuke is to say.</param>
/// <param name="cause">The error itself.</param>
internal sealed class ReleaseException(string message, Exception cause) : SlipwayException(message, cause)
{
    public override string? StackTrace => null;

    public override string ToString() => Message;
}
