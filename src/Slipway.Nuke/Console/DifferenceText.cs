using Slipway.Reporting;

namespace Slipway.Nuke.Console;

/// <summary>A comparison as lines of at most 80 characters, an address that is longer apart.</summary>
internal static class DifferenceText
{
    private const int Width = 80;

    public static IEnumerable<string> Lines(ReleaseComparison compared) =>
    [
        .. Fit($"From {compared.From}", "  ", ""),
        .. Fit($"to {compared.To}:", "  ", ""),
        .. compared.Differences.SelectMany(Lines),
        .. compared.Differences.Count == 0 ? ["  No difference."] : Array.Empty<string>(),
        .. compared.Notes.SelectMany(note => Fit(note, "", "")),
    ];

    private static IEnumerable<string> Lines(ReleaseDifference difference)
    {
        var (before, after) = (difference.Before ?? "(none)", difference.After ?? "(none)");
        var line = $"  {difference.Path}: {before} -> {after}";
        return line.Length <= Width
            ? [line]
            : [.. Fit($"{difference.Path}:", "    ", "  "), .. Fit(before, "      ", "    - "), .. Fit(after, "      ", "    + ")];
    }

    private static IEnumerable<string> Fit(string text, string indent, string first) => Wrapped.Lines(text, Width, first, indent);
}
