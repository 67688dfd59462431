using System.ComponentModel;
using System.Reflection;
using Slipway.Nuke.Parameters.Kinds;

namespace Slipway.Nuke.Parameters;

/// <summary>A parameter that a build, one of its components or Nuke itself declares.</summary>
internal sealed class DeclaredParameter
{
    private readonly MemberInfo member;
    private readonly Type type;

    private DeclaredParameter(MemberInfo member, ParameterAttribute attribute)
    {
        this.member = member;
        type = member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;
        Member = member.Name[(member.Name.LastIndexOf('.') + 1)..];
        Name = member.DeclaringType!.GetCustomAttribute<ParameterPrefixAttribute>()?.Prefix + (attribute.Name ?? Member);
        Kind = member.GetCustomAttribute<ParameterKindAttribute>();
        IsSecret = member.IsDefined(typeof(SecretAttribute));
        IsOfNuke = member.DeclaringType!.Assembly == typeof(NukeBuild).Assembly;
        IsOfSlipway = Kind is not null || member.DeclaringType!.Assembly == typeof(DeclaredParameter).Assembly;
        IsList = type != typeof(string) && type.IsAssignableTo(typeof(System.Collections.IEnumerable));
        TakesAnyCount = IsList || attribute.Separator is not null;
    }

    /// <summary>The name of the member that holds it.</summary>
    public string Member { get; }

    /// <summary>The name in the environment and in parameter files, which all compare by letters and digits only.</summary>
    public string Name { get; }

    /// <summary>How it stands on the command line: <c>--to-release</c>.</summary>
    public string Option => "--" + string.Concat(Name.Select((character, index) =>
        char.IsUpper(character) && index > 0 && !char.IsUpper(Name[index - 1])
            ? $"-{char.ToLowerInvariant(character)}"
            : $"{char.ToLowerInvariant(character)}"));

    /// <summary>Null for any text, and for a member that Nuke converts.</summary>
    public ParameterKindAttribute? Kind { get; }

    public bool IsSecret { get; }

    /// <summary>Whether it steers Nuke itself, as <c>--verbosity</c> does. Nuke has read those before anything here runs.</summary>
    public bool IsOfNuke { get; }

    /// <summary>
    /// Whether Slipway reads it, for its own components or because a build says of which kind it is. Anything else is bound by Nuke, as
    /// Nuke does it.
    /// </summary>
    public bool IsOfSlipway { get; }

    /// <summary>Whether it counts on the command line alone.</summary>
    public bool IsOfCommandLine => Kind is FlagAttribute { CommandLineOnly: true };

    /// <summary>The variable that it is read from: <c>SLIPWAY_TO_RELEASE</c>.</summary>
    public string Variable => $"SLIPWAY_{Option[2..].Replace('-', '_').ToUpperInvariant()}";

    /// <summary>As <see cref="Variable"/>, and <c>NUKE_MAIL_KEY</c> for one of the build's own.</summary>
    public string OwnVariable => IsOfSlipway ? Variable : $"NUKE{Variable["SLIPWAY".Length..]}";

    public bool IsText => type == typeof(string);

    public bool TakesAnyCount { get; }

    /// <summary>Whether it may stand on the command line without a value.</summary>
    public bool MayStandAlone => Kind?.Bare is not null || TakesAnyCount || type == typeof(bool) || type == typeof(bool?) || IsOfNuke;

    /// <summary>What a person should write.</summary>
    public string Expected => Kind?.Expected ?? (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var simple when simple == typeof(string) => "a value",
        var simple when simple == typeof(bool) => "true or false",
        var simple when Words(simple) is { Count: > 1 } words => $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}",
        var simple => TypeDescriptor.GetConverter(simple) is BaseNumberConverter ? "a number" : $"a value of the type {simple.Name}",
    };

    private bool IsList { get; }

    /// <summary>
    /// All of a build, each once. Where the class declares anew what a component declares with a kind, the component's stands.
    /// </summary>
    public static IReadOnlyList<DeclaredParameter> Of(Type build) =>
        [.. Classes(build).Concat(build.GetInterfaces())
            .SelectMany(declaring => declaring.GetMembers(
                BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(declared => (Member: declared, Attribute: declared.GetCustomAttribute<ParameterAttribute>()))
            .Where(declared => declared is { Member: FieldInfo or PropertyInfo, Attribute: not null })
            .Select(declared => new DeclaredParameter(declared.Member, declared.Attribute!))
            .GroupBy(parameter => Fold(parameter.Name), StringComparer.Ordinal)
            .Select(same => same.FirstOrDefault(parameter => parameter.Kind is not null)
                ?? same.FirstOrDefault(parameter => parameter.IsOfSlipway) ?? same.First())];

    /// <summary>What names are compared by.</summary>
    public static string Fold(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    /// <summary>Whether the text can become the member's value.</summary>
    public bool CanBe(string text)
    {
        if (Kind is not null)
        {
            return Kind.Read(text) is not null;
        }

        var simple = Nullable.GetUnderlyingType(type) ?? type;
        var converter = TypeDescriptor.GetConverter(simple);
        if (IsText || IsList || (IsOfNuke && simple != typeof(bool)) || !converter.CanConvertFrom(typeof(string)))
        {
            return true;
        }

        try
        {
            return converter.ConvertFromInvariantString(text) is not null;
        }
        catch (Exception)
        {
            // Converters name no common type for a text that is none of theirs.
            return false;
        }
    }

    /// <summary>What the environment, a parameter file or the build itself gives; null for nothing.</summary>
    public string? Ask(INukeBuild build) => member switch
    {
        PropertyInfo property =>
            (string?)property.GetValue(build, BindingFlags.DoNotWrapExceptions, binder: null, index: null, culture: null),
        _ => (string?)((FieldInfo)member).GetValue(build),
    };

    private static IEnumerable<Type> Classes(Type build)
    {
        for (var current = build; current is not null; current = current.BaseType)
        {
            yield return current;
        }
    }

    /// <summary>The names of an enumeration, one of Nuke's own kind included.</summary>
    private static List<string> Words(Type type) =>
        [.. type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == type && (type.IsEnum || type.IsAssignableTo(typeof(Enumeration))))
            .Select(field => field.Name)];
}
