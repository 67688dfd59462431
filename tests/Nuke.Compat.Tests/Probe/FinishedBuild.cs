using System.Text.Json;
using System.Text.RegularExpressions;

namespace Slipway.Compat.Tests.Probe;

/// <summary>A build that ran as a process, and what it printed, without what differs from run to run and from console to console.</summary>
internal sealed partial class FinishedBuild(int exitCode, string output, string root)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>Without colour codes, no-break spaces, times of day and the root's own path.</summary>
    public string Output { get; } = Time().Replace(Codes().Replace(output, ""), "")
        .Replace('\u00a0', ' ')
        .Replace(root, "<root>", StringComparison.Ordinal)
        .ReplaceLineEndings("\n");

    public IReadOnlyList<string> Lines => Output.Split('\n').Select(line => line.TrimEnd()).ToList();

    /// <summary>The table of targets from its first rule to its last, or nothing. Whatever took longer is a moment, too.</summary>
    public string Table => Duration().Replace(
        TableText().Match(string.Join('\n', Lines)).Value,
        duration => "< 1sec".PadLeft(duration.Length));

    /// <summary>Target and status of each row of the table.</summary>
    public IReadOnlyList<(string Target, string Status)> Rows =>
        Row().Matches(Table).Select(row => (row.Groups["target"].Value, row.Groups["status"].Value)).ToList();

    /// <summary>What the build printed as its values.</summary>
    public JsonElement Values =>
        JsonElement.Parse(Lines.Single(line => line.StartsWith("VALUES ", StringComparison.Ordinal))["VALUES ".Length..]);

    /// <summary>The rests of the lines that begin with the word, in order.</summary>
    public IReadOnlyList<string> After(string word) => Lines
        .Where(line => line.StartsWith($"{word} ", StringComparison.Ordinal))
        .Select(line => line[(word.Length + 1)..])
        .ToList();

    [GeneratedRegex(@"\e\[[0-9;]*m", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Codes();

    [GeneratedRegex(@"^\d\d:\d\d:\d\d (?=\[)", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();

    [GeneratedRegex(@"^═{39,}$(?:\n.*)*\n═{39,}$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TableText();

    [GeneratedRegex(@" +\d+:\d\d(?= |$)", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Duration();

    [GeneratedRegex(
        @"^(?<target>\w+) +(?<status>Succeeded|Failed|Skipped|NotRun|Aborted)\b",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
