using System.Text.RegularExpressions;

namespace Slipway.Applications;

/// <summary>
/// What a value comes from, by the expression that it was given with, for a message that misses it. Of a text in quotes, which may be the
/// value itself, nothing is told, but for the name of an environment variable.
/// </summary>
internal static partial class ValueSource
{
    /// <summary><c>MailKey</c> for <c>this.MailKey</c> or <c>Secret.IfAny(MailKey)</c>; null where no name stands there.</summary>
    public static string? Of(string? expression) =>
        expression is null ? null
        : Variable().Match(expression) is { Success: true } variable ? variable.Groups["name"].Value
        : expression.Contains('"', StringComparison.Ordinal) ? null
        : LastName(expression);

    private static string? LastName(string expression) => Last().Match(expression).Groups["name"].Value switch
    {
        "" or "null" or "default" or "Empty" => null,
        var name => name,
    };

    [GeneratedRegex("""\bGetEnvironmentVariable\("(?<name>\w+)"\)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"(?<name>[A-Za-z_]\w*)[^\w]*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Last();
}
