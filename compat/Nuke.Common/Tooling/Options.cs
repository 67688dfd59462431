using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Nuke.Common.Tooling;

/// <summary>Named option values. Setting one returns a copy, so that a base configuration can be shared.</summary>
public class Options
{
    private Dictionary<string, object> values = new(StringComparer.Ordinal);

    internal T Get<T>([CallerMemberName] string name = null) => values.TryGetValue(name!, out var value) ? (T)value : default;

    internal IReadOnlyList<string> GetList([CallerMemberName] string name = null) => Get<List<string>>(name) ?? [];

    internal IReadOnlyDictionary<string, object> GetEntries([CallerMemberName] string name = null) =>
        Get<Dictionary<string, object>>(name) ?? [];

    /// <summary>A copy in which the option is set, or removed when the value is null.</summary>
    internal Options Copy(string name, object value)
    {
        var copy = (Options)MemberwiseClone();
        copy.values = new Dictionary<string, object>(values, StringComparer.Ordinal);
        if (value is null)
            copy.values.Remove(name);
        else
            copy.values[name] = value;
        return copy;
    }

    /// <summary>The arguments in command-line order, quoted.</summary>
    internal IEnumerable<string> Render() => values
        .Select(pair => (Attribute: GetType().GetProperty(pair.Key)?.GetCustomAttribute<ArgumentAttribute>(), pair.Value))
        .Where(option => option.Attribute is not null)
        .OrderBy(option => option.Attribute.Position switch { > 0 => 0, 0 => 1, < 0 => 2 })
        .ThenBy(option => option.Attribute.Position)
        .SelectMany(option => Render(option.Attribute, option.Value));

    private static IEnumerable<string> Render(ArgumentAttribute argument, object value) => value switch
    {
        false when !argument.Format.Contains("{value}", StringComparison.Ordinal) => [],
        List<string> list when argument.Separator is { } separator =>
            list.Count == 0
                ? []
                : [Fill(argument.Format, null, string.Join(separator, list.Select(ArgumentText.QuoteIfNeeded)), quote: false)],
        List<string> list => list.Select(item => Fill(argument.Format, null, item, quote: true)),
        IDictionary entries =>
            entries.Keys.Cast<object>().Select(key => Fill(argument.Format, key.ToString(), Text(entries[key]), quote: true)),
        _ => [Fill(argument.Format, null, Text(value), quote: true)],
    };

    private static string Fill(string format, string key, string value, bool quote)
    {
        if (!quote)
            return format.Replace("{value}", value, StringComparison.Ordinal);
        // The value shares its argument with the text that touches it: '--property:Key=some value' is one argument.
        var parts = format.Split(' ');
        return string.Join(' ', parts.Select(part => part.Contains('{', StringComparison.Ordinal)
            ? ArgumentText.QuoteIfNeeded(
                part.Replace("{key}", key, StringComparison.Ordinal).Replace("{value}", value, StringComparison.Ordinal))
            : part));
    }

    private static string Text(object value) => value is bool flag ? (flag ? "true" : "false") : value?.ToString() ?? "";
}
