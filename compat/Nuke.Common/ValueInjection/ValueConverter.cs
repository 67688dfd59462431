using System.ComponentModel;
using System.Globalization;
using Nuke.Common.IO;
using Nuke.Common.Tooling;

namespace Nuke.Common.ValueInjection;

/// <summary>Turns texts into the type of a member. The common types take a short way: type converters are slow to load.</summary>
internal static class ValueConverter
{
    /// <summary>Throws when the texts do not fit the type; a bare option is true for a boolean, empty for a text and a list.</summary>
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
            return single == typeof(bool) ? true : single == typeof(string) ? "" : throw new FormatException("A value is missing.");
        return values.Count == 1 ? Convert(values[0], single) : throw new FormatException("More than one value was given.");
    }

    public static Type ElementOf(Type type)
    {
        if (type.IsArray)
            return type.GetElementType();
        return type.IsGenericType && type.IsAssignableFrom(type.GetGenericArguments()[0].MakeArrayType()) ? type.GetGenericArguments()[0] : null;
    }

    private static object Convert(string text, Type type) => type switch
    {
        _ when type == typeof(string) => text,
        _ when type == typeof(bool) => bool.Parse(text),
        _ when type == typeof(int) => int.Parse(text, CultureInfo.InvariantCulture),
        _ when type == typeof(long) => long.Parse(text, CultureInfo.InvariantCulture),
        _ when type == typeof(TimeSpan) => TimeSpan.Parse(text, CultureInfo.InvariantCulture),
        // A name only: a number would pass for any value, declared or not.
        _ when type.IsEnum => char.IsLetter(text, 0) ? Enum.Parse(type, text, ignoreCase: true) : throw new FormatException($"'{text}' is none of {string.Join(", ", Enum.GetNames(type))}."),
        _ when type == typeof(AbsolutePath) => AbsolutePath.Create(Path.GetFullPath(text)),
        _ when typeof(Enumeration).IsAssignableFrom(type) => Enumeration.Parse(type, text),
        _ => TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text),
    };
}
