using System.ComponentModel;
using System.Globalization;
using SystemPath = System.IO.Path;

namespace Nuke.Common.IO;

/// <summary>A rooted, normalised path: <c>RootDirectory / "src" / "Shop"</c>. Paths are equal as the file system compares them.</summary>
[TypeConverter(typeof(TypeConverter))]
public class AbsolutePath : IAbsolutePathHolder, IFormattable
{
    public const string DoubleQuote = "d";
    public const string DoubleQuoteIfNeeded = "dn";
    public const string SingleQuote = "s";
    public const string SingleQuoteIfNeeded = "sn";
    public const string NoQuotes = "nq";

    private static readonly StringComparison Comparison =
        OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private readonly string path;

    private AbsolutePath(string path) => this.path = path;

    public static AbsolutePath Create(string path)
    {
        Assert.True(path != null && SystemPath.IsPathRooted(path), $"Path '{path}' must be rooted.");
        var full = SystemPath.GetFullPath(path);
        var root = SystemPath.GetPathRoot(full);
        return new AbsolutePath(full.Length > root.Length ? SystemPath.TrimEndingDirectorySeparator(full) : full);
    }

    AbsolutePath IAbsolutePathHolder.Path => this;

    public string Name => SystemPath.GetFileName(path);
    public string NameWithoutExtension => SystemPath.GetFileNameWithoutExtension(path);
    public string Extension => SystemPath.GetExtension(path);

    /// <summary>The directory above, or null for a root.</summary>
    public AbsolutePath Parent => SystemPath.GetDirectoryName(path) is { Length: > 0 } parent ? new AbsolutePath(parent) : null;

    public static implicit operator AbsolutePath(string path) => path is null ? null : Create(path);

    public static implicit operator string(AbsolutePath path) => path?.path;

    public static AbsolutePath operator /(AbsolutePath left, string right) =>
        right is null ? left : Create(SystemPath.Combine(left.NotNull().path, right.TrimStart('/', '\\')));

    /// <summary><c>path / ..</c> is the parent.</summary>
    public static AbsolutePath operator /(AbsolutePath left, Range range)
    {
        Assert.True(range.Equals(Range.All), "Only the range '..' goes to the parent.");
        return left.NotNull().Parent;
    }

    public static AbsolutePath operator +(AbsolutePath left, string right) => Create(left.NotNull().path + right);

    public static bool operator ==(AbsolutePath a, AbsolutePath b) => Equals(a, b);

    public static bool operator !=(AbsolutePath a, AbsolutePath b) => !Equals(a, b);

    protected bool Equals(AbsolutePath other) => string.Equals(path, other.path, Comparison);

    public override bool Equals(object obj) => obj is AbsolutePath other && Equals(other);

    public override int GetHashCode() => path.GetHashCode(Comparison);

    public override string ToString() => path;

    public string ToString(string format) => format switch
    {
        DoubleQuote => $"\"{path}\"",
        SingleQuote => $"'{path}'",
        DoubleQuoteIfNeeded or null => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path,
        SingleQuoteIfNeeded => path.Contains(' ', StringComparison.Ordinal) ? $"'{path}'" : path,
        NoQuotes => path,
        _ => throw new FormatException($"Format '{format}' is not known for paths."),
    };

    string IFormattable.ToString(string format, IFormatProvider formatProvider) => ToString(format ?? NoQuotes);

    public class TypeConverter : System.ComponentModel.TypeConverter
    {
        public override bool CanConvertFrom(ITypeDescriptorContext context, Type sourceType) =>
            sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

        /// <summary>A relative text is taken from the working directory.</summary>
        public override object ConvertFrom(ITypeDescriptorContext context, CultureInfo culture, object value) =>
            value is string text ? Create(SystemPath.GetFullPath(text)) : base.ConvertFrom(context, culture, value);
    }
}
