using System.Reflection;

namespace Nuke.Common.ValueInjection;

/// <summary>A member with a <see cref="ParameterAttribute"/> as the command line sees it.</summary>
internal sealed record ParameterMember(string Name, Type Type, ParameterAttribute Attribute, bool IsSecret, MemberInfo Member)
{
    public string Dashed => string.Concat(Name.Select((character, index) =>
        char.IsUpper(character) && index > 0
            && (!char.IsUpper(Name[index - 1]) || (index + 1 < Name.Length && char.IsLower(Name[index + 1])))
            ? $"-{char.ToLowerInvariant(character)}"
            : $"{char.ToLowerInvariant(character)}"));

    public static ParameterMember Of(MemberInfo member)
    {
        var attribute = member.GetCustomAttribute<ParameterAttribute>();
        if (attribute is null)
            return null;
        var prefix = member.DeclaringType?.GetCustomAttribute<ParameterPrefixAttribute>()?.Prefix;
        return new ParameterMember(
            prefix + (attribute.Name ?? member.Name),
            TypeOf(member),
            attribute,
            member.IsDefined(typeof(SecretAttribute)),
            member);
    }

    public static Type TypeOf(MemberInfo member) => member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;

    /// <summary>Names are equal when their letters and digits are, whatever their case.</summary>
    public static string Normalize(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
