using System.Linq.Expressions;
using System.Reflection;

namespace Nuke.Common.ValueInjection;

/// <summary>The members of a build that get a value from outside.</summary>
internal static class MemberValues
{
    private const BindingFlags Own =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Own members first, then those of the components; a member that implements a component's counts once.</summary>
    public static IReadOnlyList<MemberInfo> Of(Type buildType)
    {
        var types = new List<Type>();
        for (var type = buildType; type is not null && type != typeof(NukeBuild); type = type.BaseType)
            types.Add(type);
        return types.Concat(buildType.GetInterfaces())
            .SelectMany(type => type.GetMembers(Own))
            .Where(member => member is FieldInfo or PropertyInfo && member.IsDefined(typeof(ValueInjectionAttributeBase)))
            .DistinctBy(member => ParameterMember.Of(member)?.Name ?? member.Name, StringComparer.Ordinal)
            .ToList();
    }

    public static IEnumerable<ParameterMember> Parameters(Type buildType) =>
        Of(buildType).Select(ParameterMember.Of).Where(parameter => parameter is not null);

    /// <summary>Sets the members of the class; those of components are asked for when they are read.</summary>
    public static void Inject(NukeBuild build, bool parameters)
    {
        foreach (var member in Of(build.GetType()).Where(member => member.DeclaringType is { IsInterface: false }))
        {
            var attribute = member.GetCustomAttribute<ValueInjectionAttributeBase>().NotNull();
            // Solutions and the like are read when the parameters stand.
            if ((attribute.GetType() == typeof(ParameterAttribute)) == parameters && attribute.TryGetValue(member, build) is { } value)
                Set(member, build, value);
        }
    }

    public static bool CanSet(MemberInfo member) => member switch
    {
        FieldInfo => true,
        PropertyInfo property =>
            property.DeclaringType is { IsInterface: false } && (property.CanWrite || BackingField(property) is not null),
        _ => false,
    };

    public static void Set(MemberInfo member, object instance, object value)
    {
        var field = member as FieldInfo ?? BackingField((PropertyInfo)member);
        if (member is PropertyInfo { CanWrite: true } property)
            property.SetValue(instance, value);
        else
            field.NotNull($"Member '{member.DeclaringType?.Name}.{member.Name}' cannot be set.").SetValue(instance, value);
    }

    public static object Get(LambdaExpression expression, NukeBuild build)
    {
        var member = MemberOf(expression);
        var attribute = member.GetCustomAttribute<ValueInjectionAttributeBase>()
            .NotNull($"'{member.DeclaringType?.Name}.{member.Name}' has no attribute that gives it a value.");
        return attribute.TryGetValue(member, build);
    }

    public static MemberInfo MemberOf(LambdaExpression expression) => expression.Body switch
    {
        MemberExpression member => member.Member,
        UnaryExpression { Operand: MemberExpression member } => member.Member,
        _ => throw new ArgumentException($"'{expression.Body}' is not a member."),
    };

    private static FieldInfo BackingField(PropertyInfo property) =>
        property.DeclaringType?.GetField($"<{property.Name}>k__BackingField", Own);
}
