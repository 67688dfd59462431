namespace Slipway.Nuke.Running;

/// <summary>
/// An error that is meant for the reader, as Nuke shows it. Nuke prints whatever ends a target as an exception prints itself: this one
/// prints its message, without a place in the code.
/// </summary>
internal sealed class ReleaseException(SlipwayException foreseen) : SlipwayException(foreseen.Message, foreseen)
{
    public override string? StackTrace => null;

    public override string ToString() => Message;
}
