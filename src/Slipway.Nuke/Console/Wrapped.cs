namespace Slipway.Nuke.Console;

/// <summary>A text as lines of a screen, broken at spaces. Addresses and digests stay whole: whoever copies one has all of it.</summary>
internal static class Wrapped
{
    /// <param name="text">What is said, on one line or several.</param>
    /// <param name="width">How many columns there are.</param>
    /// <param name="first">What the first line begins with.</param>
    /// <param name="indent">What every other line begins with.</param>
    public static IEnumerable<string> Lines(string text, int width, string first = "", string indent = "")
    {
        var (line, empty) = (first, true);
        foreach (var word in text.ReplaceLineEndings(" ").Split(' ').SelectMany(word => Fit(word, width - indent.Length)))
        {
            if (!empty && line.Length + 1 + word.Length > width)
            {
                yield return line;
                (line, empty) = (indent, true);
            }

            line += empty ? word : $" {word}";
            empty = false;
        }

        yield return line;
    }

    /// <summary>The longest part of a text that is never broken.</summary>
    public static int LongestWhole(string text) => text.Split(' ', '\n').Where(IsWhole).Select(word => word.Length).DefaultIfEmpty().Max();

    /// <summary>Nothing is left out of a word that has no room: it is broken where it must be.</summary>
    private static IEnumerable<string> Fit(string word, int room) => word.Length <= room || IsWhole(word)
        ? [word]
        : word.Chunk(room).Select(part => new string(part));

    private static bool IsWhole(string word) =>
        word.Contains("://", StringComparison.Ordinal) || word.Contains("sha256:", StringComparison.Ordinal);
}
