using System.Text;

namespace Nuke.Common.Tooling;

/// <summary>Quoting as the operating system takes command lines apart again: one value stays one argument, whatever it contains.</summary>
internal static class ArgumentText
{
    public const string Redacted = "[REDACTED]";

    public static string QuoteIfNeeded(string value)
    {
        if (value.Length > 0 && !value.AsSpan().ContainsAny(" \t\r\n\""))
            return value;
        var quoted = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var character in value)
        {
            if (character == '\\')
            {
                backslashes++;
                continue;
            }

            // Backslashes are literal unless a quote follows.
            quoted.Append('\\', character == '"' ? backslashes * 2 + 1 : backslashes).Append(character);
            backslashes = 0;
        }

        return quoted.Append('\\', backslashes * 2).Append('"').ToString();
    }

    /// <summary>A filter that replaces each secret, as it is and as it is escaped in a command line.</summary>
    public static Func<string, string> Filter(IReadOnlyCollection<string> secrets)
    {
        var effective = secrets
            .Where(secret => !string.IsNullOrEmpty(secret))
            .SelectMany(secret => new[] { secret, Unquoted(QuoteIfNeeded(secret), secret) })
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(secret => secret.Length)
            .ToList();
        if (effective.Count == 0)
            return static text => text;
        return text => effective.Aggregate(text, (current, secret) => current?.Replace(secret, Redacted, StringComparison.Ordinal));
    }

    private static string Unquoted(string quoted, string original) => quoted == original ? original : quoted[1..^1];
}
