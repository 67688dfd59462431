using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Nuke.Parameters.Kinds;

/// <summary>A span of time: digits and a unit, <c>ms</c>, <c>s</c> or <c>m</c>.</summary>
/// <param name="least">The shortest that is accepted, in milliseconds.</param>
/// <param name="most">The longest that is accepted, in milliseconds.</param>
public sealed partial class SpanAttribute(int least, int most) : ParameterKindAttribute
{
    /// <summary>The shortest that is accepted, in milliseconds.</summary>
    public int Least => least;

    /// <summary>The longest that is accepted, in milliseconds.</summary>
    public int Most => most;

    /// <inheritdoc/>
    public override string Expected => string.Create(CultureInfo.InvariantCulture,
        $"a time from {Seconds(least)}s to {Seconds(most)}s, a whole number and ms, s or m,");

    /// <summary>A <see cref="TimeSpan"/>.</summary>
    public override object? Read(string text) =>
        Span().Match(text) is { Success: true } match
            && int.TryParse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && (long)number * Unit(match.Groups["unit"].Value) is var milliseconds && milliseconds >= least && milliseconds <= most
                ? TimeSpan.FromMilliseconds(milliseconds)
                : null;

    private static decimal Seconds(int milliseconds) => milliseconds / 1000m;

    private static int Unit(string unit) => unit switch
    {
        "ms" => 1,
        "s" => 1000,
        _ => 60_000,
    };

    [GeneratedRegex(@"\A(?<number>[0-9]{1,9})(?<unit>ms|s|m)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Span();
}
