using System.ComponentModel;
using System.Globalization;
using Nuke.Common.IO;
using Nuke.Common.Tooling;

namespace Nuke.Common.ValueInjection;

/// <summary>Turns texts into the type of a member. The common types take a short way: type converters are slow to load.</summary>
internal static class ValueConverter
{
    /// <summary>
    /// Throws when the texts do not fit the type. No text is true for a boolean, empty for a list, and null for anything else.
    /// </summary>
    public static object Convert(IReadOnlyList<string> values, Type type)
    {
        if (ElementOf(type) is { } element)
        {
            var list = Array.CreateInstance(element, values.Count);
            for (var i = 0; i < values.Count; i++)
                list.SetValue(Convert(values[i], element), i);
            return list;
        }

        var single = Nullable.GetUnderlyingType(type) ?? type;
        if (values.Count == 0)
            return single == typeof(bool) ? true : null;
        return values.Count == 1 ? Convert(values[0], single) : throw new FormatException("More than one value was given.");
    }

    /// <summary>The parts of a text that holds several; such a text must be the only one. A null separator splits nothing.</summary>
    public static IReadOnlyList<string> Split(IReadOnlyList<string> values, string separator)
    {
        if (string.IsNullOrEmpty(separator) || !values.Any(value => value.Contains(separator, StringComparison.Ordinal)))
            return values;
        return values.Count == 1
            ? values[0].Split(separator)
            : throw new FormatException($"Values are separated by '{separator}' or by spaces, not by both.");
    }

    public static Type ElementOf(Type type)
    {
        if (type.IsArray)
            return type.GetElementType();
        return type.IsGenericType && type.IsAssignableFrom(type.GetGenericArguments()[0].MakeArrayType())
            ? type.GetGenericArguments()[0]
            : null;
    }

    private static object Convert(string text, Type type) => type switch
    {
        _ when type == typeof(string) => text,
        _ when type == typeof(bool) => bool.Parse(text),
        // They take '0x1F', too.
        _ when type == typeof(int) => new Int32Converter().ConvertFromInvariantString(text),
        _ when type == typeof(long) => new Int64Converter().ConvertFromInvariantString(text),
        _ when type == typeof(TimeSpan) => TimeSpan.Parse(text, CultureInfo.InvariantCulture),
        // A number passes for any value, declared or not.
        _ when type.IsEnum => Enum.TryParse(type, text, ignoreCase: true, out var value)
            ? value
            : throw new FormatException($"It is none of {string.Join(", ", Enum.GetNames(type))}."),
        _ when type == typeof(AbsolutePath) => AbsolutePath.Create(Path.GetFullPath(text)),
        _ when typeof(Enumeration).IsAssignableFrom(type) => Enumeration.Parse(type, text),
        _ => TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text),
    };
}
