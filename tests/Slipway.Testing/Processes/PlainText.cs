using System.Text.RegularExpressions;

namespace Slipway.Testing.Processes;

/// <summary>What a build wrote, as a person reads it: Nuke leaves colour codes and no-break spaces in output that goes to a file.</summary>
public static partial class PlainText
{
    private const char NoBreakSpace = '\u00a0';

    /// <summary>The text without control sequences, with plain spaces, and with one kind of line end.</summary>
    public static string Of(string written) => ControlSequence().Replace(written, "").Replace(NoBreakSpace, ' ').ReplaceLineEndings("\n");

    /// <summary>By ECMA-48: the sequences that set colours and move the cursor, and those that set a title or a link.</summary>
    [GeneratedRegex(@"\e\[[0-?]*[ -/]*[@-~]|\e\][^\a\e]*(?:\a|\e\\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ControlSequence();
}
