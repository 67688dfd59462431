using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace Nuke.Common.Tooling;

/// <summary>A set of named values that is open: the base of <c>Configuration</c> and of the tools' option values.</summary>
public abstract class Enumeration
{
    protected string Value { get; set; }

    /// <summary>Lets the typed conversions of this assembly set a value without a subclass in between.</summary>
    internal static T Of<T>(string value)
        where T : Enumeration, new() => value is null ? null : new T { Value = value };

    public static implicit operator string(Enumeration value) => value?.Value;

    public static bool operator ==(Enumeration a, Enumeration b) => Equals(a, b);

    public static bool operator !=(Enumeration a, Enumeration b) => !Equals(a, b);

    protected bool Equals(Enumeration other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    public override bool Equals(object obj) => obj is Enumeration other && other.GetType() == GetType() && Equals(other);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value ?? "");

    public override string ToString() => Value;

    /// <summary>The public static fields of the type, in declaration order.</summary>
    internal static IEnumerable<Enumeration> ValuesOf(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == type)
            .Select(field => (Enumeration)field.GetValue(null));

    /// <summary>Finds a value of <paramref name="type"/> by its text, ignoring case.</summary>
    internal static Enumeration Parse(Type type, string text) =>
        ValuesOf(type).FirstOrDefault(value => string.Equals(value.Value, text, StringComparison.OrdinalIgnoreCase))
        ?? throw new FormatException($"'{text}' is none of {string.Join(", ", ValuesOf(type))}.");

    public class TypeConverter<T> : TypeConverter
        where T : Enumeration, new()
    {
        public override bool CanConvertFrom(ITypeDescriptorContext context, Type sourceType) =>
            sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

        public override object ConvertFrom(ITypeDescriptorContext context, CultureInfo culture, object value) =>
            value is string text ? Parse(typeof(T), text) : base.ConvertFrom(context, culture, value);
    }
}
