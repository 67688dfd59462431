using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Slipway.Routers.Foundation;

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

    /// <summary>Called by the compiler, as are the <c>Append…</c> methods.</summary>
    public ConfigurationText(int literalLength, int formattedCount) => text = new StringBuilder(literalLength + (formattedCount * 16));

    /// <summary>Text without a hole as a part of other text, where the compiler would take it for a string.</summary>
    public static ConfigurationText Of(ConfigurationText text) => text;

    /// <summary>The program's own text, which may hold anything.</summary>
    public void AppendLiteral(string value) => text.Append(value);

    /// <summary>A number.</summary>
    public void AppendFormatted(int value) => text.Append(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number.</summary>
    public void AppendFormatted(long value) => text.Append(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A part that was written in this way already.</summary>
    public void AppendFormatted(ConfigurationText value) => text.Append(value.text);

    /// <summary>A value.</summary>
    /// <exception cref="ConfigurationValueException">
    /// The value is empty, longer than 512 characters or holds a letter that is not allowed.
    /// </exception>
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
