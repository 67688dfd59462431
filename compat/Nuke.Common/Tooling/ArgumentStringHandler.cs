using System.Runtime.CompilerServices;
using System.Text;
using Nuke.Common.IO;

namespace Nuke.Common.Tooling;

/// <summary>
/// Collects <c>$"login {server} --token {token:r}"</c>: values are quoted where needed, <c>:r</c> keeps a value out of
/// every log, <c>:nq</c> leaves it unquoted.
/// </summary>
[InterpolatedStringHandler]
public ref struct ArgumentStringHandler
{
    private readonly StringBuilder text;
    private readonly List<string> secrets = [];

    public ArgumentStringHandler(int literalLength, int formattedCount, out bool handlerIsValid)
    {
        handlerIsValid = true;
        text = new StringBuilder(literalLength + formattedCount * 16);
    }

    public static implicit operator ArgumentStringHandler(string value)
    {
        var handler = new ArgumentStringHandler(value?.Length ?? 0, 0, out _);
        handler.AppendLiteral(value ?? "");
        return handler;
    }

    public void AppendLiteral(string value) => text.Append(value);

    public void AppendFormatted(object obj, int alignment = 0, string format = null)
    {
        var value = obj switch
        {
            null => "",
            IAbsolutePathHolder holder => holder.Path.ToString(),
            IFormattable formattable when format is not (null or "r" or AbsolutePath.NoQuotes) =>
                formattable.ToString(format, formatProvider: null),
            _ => obj.ToString() ?? "",
        };
        if (format == "r")
            secrets.Add(value);
        text.Append((format == AbsolutePath.NoQuotes ? value : Quote(value)).PadLeft(Math.Max(alignment, 0)));
    }

    public void AppendFormatted(IEnumerable<IAbsolutePathHolder> paths, int alignment = 0, string format = null) =>
        text.AppendJoin(' ', paths.Select(path => Quote(path.Path)));

    public string ToStringAndClear()
    {
        var value = text.ToString();
        text.Clear();
        return value;
    }

    public Func<string, string> GetFilter() => ArgumentText.Filter(secrets.ToArray());

    // A value that already carries its quotes was prepared by the caller; an empty one adds no argument.
    private static string Quote(string value) =>
        value.Length == 0 || (value.Length > 1 && value[0] == '"' && value[^1] == '"') ? value : ArgumentText.QuoteIfNeeded(value);
}
