using System.Text.RegularExpressions;

namespace Slipway.Nuke.Console;

/// <summary>Digests as people compare them: by their first 12 digits. The whole ones stand in the record and in the journal.</summary>
internal static partial class ShortDigest
{
    /// <summary>The text with every whole digest in it cut short.</summary>
    public static string In(string text) => Whole().Replace(text, "${kept}");

    [GeneratedRegex("(?<kept>sha256:[0-9a-f]{12})[0-9a-f]{52}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Whole();
}
