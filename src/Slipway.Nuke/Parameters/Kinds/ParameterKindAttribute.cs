namespace Slipway.Nuke.Parameters.Kinds;

/// <summary>
/// Says what the text of a parameter stands for. The member itself is a text: Nuke keeps the default of one that it can't convert and
/// goes on, and a release must not. A text parameter without a kind takes any text.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public abstract class ParameterKindAttribute : Attribute
{
    /// <summary>What a person should write: <c>a number from 1 to 100</c>.</summary>
    public abstract string Expected { get; }

    /// <summary>What the parameter means when it stands on the command line without a value; null where a value must follow.</summary>
    public virtual object? Bare => null;

    /// <summary>The value; null when the text is none of this kind.</summary>
    /// <param name="text">What was written, without quotes.</param>
    public abstract object? Read(string text);
}
