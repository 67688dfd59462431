namespace Slipway.Nuke.Parameters.Kinds;

/// <summary>Yes or no. Alone on the command line it means yes.</summary>
public sealed class FlagAttribute : ParameterKindAttribute
{
    /// <summary>
    /// Whether it counts on the command line alone, as the answer of a person who means this one command: what a variable or a file says
    /// may be older than the question. Default false.
    /// </summary>
    public bool CommandLineOnly { get; init; }

    /// <inheritdoc/>
    public override string Expected => "yes or no (also true, on, 1 or false, off, 0)";

    /// <inheritdoc/>
    public override object? Bare => true;

    /// <summary>A <see cref="bool"/>, whatever the case of the word.</summary>
    public override object? Read(string text) => text.ToUpperInvariant() switch
    {
        "YES" or "TRUE" or "ON" or "1" => true,
        "NO" or "FALSE" or "OFF" or "0" => false,
        _ => null,
    };
}
