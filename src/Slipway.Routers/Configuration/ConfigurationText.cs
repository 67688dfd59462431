using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Slipway.Routers.Configuration;

/// <summary>
/// A line of a proxy's configuration or a command to it, written as an interpolated string. Its constant parts are the program's own;
/// its holes take numbers, and text only of letters that no proxy's parser gives a meaning: no white space, quote, backslash, comment
/// sign, separator, bracket or variable sign. What is injected can't become a line, because it never becomes more than one token.
/// </summary>
[InterpolatedStringHandler]
public sealed class ConfigurationText
{
    private const int LongestValue = 512;
    private static readonly SearchValues<char> Safe =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/:~%?=&");

    private readonly StringBuilder text;

    public ConfigurationText(int literalLength, int formattedCount) => text = new StringBuilder(literalLength + (formattedCount * 16));

    public void AppendLiteral(string value) => text.Append(value);

    public void AppendFormatted(int value) => text.Append(value.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(long value) => text.Append(value.ToString(CultureInfo.InvariantCulture));

    internal void AppendFormatted(Literal value) => text.Append(value.Text);

    /// <exception cref="ConfigurationValueException">The value is empty, longer than 512 characters or holds a letter that is not allowed.</exception>
    public void AppendFormatted(string value)
    {
        if (string.IsNullOrEmpty(value) || value.Length > LongestValue || value.AsSpan().ContainsAnyExcept(Safe))
        {
            throw new ConfigurationValueException("A value of letters, digits and ._-/:~%?=&, at most 512,", value);
        }

        text.Append(value);
    }

    /// <summary>The finished line, without line feed.</summary>
    public string Finish() => text.ToString();
}
