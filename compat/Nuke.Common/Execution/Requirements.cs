using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Execution;

/// <summary>What must be given before any target runs.</summary>
internal static class Requirements
{
    public static void Check(NukeBuild build)
    {
        foreach (var target in build.ScheduledTargets)
        {
            foreach (var requirement in target.DelegateRequirements)
                Check(build, target, requirement);
        }

        foreach (var member in MemberValues.Of(build.GetType()).Where(member => member.IsDefined(typeof(RequiredAttribute))))
            Assert.True(HasValue(build, member, ValueOf(member, build)), $"Member '{member.Name}' is required to be not null");
    }

    private static void Check(NukeBuild build, ExecutableTarget target, LambdaExpression requirement)
    {
        if (requirement is Expression<Func<bool>> condition)
        {
            // What a condition throws says itself what is wrong.
            Assert.True(condition.Compile(preferInterpretation: true).Invoke(), $"Target '{target.Name}' requires '{requirement.Body}'");
            return;
        }

        var value = Invoke(requirement);

        var member = MemberValues.MemberOf(requirement);
        Assert.True(HasValue(build, member, value), $"Target '{target.Name}' requires member '{member.Name}' to be not null or empty");
    }

    private static bool HasValue(NukeBuild build, MemberInfo member, object value)
    {
        if (!IsEmpty(value))
            return true;
        if (!NukeBuild.IsLocalBuild || !Terminal.IsInteractive || !MemberValues.CanSet(member)
            || ParameterMember.Of(member) is not { } parameter)
            return false;
        var text = Terminal.Prompt($"{parameter.Name} ({parameter.Attribute.Description ?? "required"}): ", hidden: parameter.IsSecret);
        if (text.Length == 0)
            return false;
        MemberValues.Set(member, build, ValueConverter.Convert([text], parameter.Type));
        return true;
    }

    private static bool IsEmpty(object value) => value switch
    {
        null => true,
        string text => text.Length == 0,
        ICollection collection => collection.Count == 0,
        _ => false,
    };

    private static object ValueOf(MemberInfo member, NukeBuild build) =>
        member is FieldInfo field ? field.GetValue(build) : ((PropertyInfo)member).GetValue(build);

    private static object Invoke(LambdaExpression expression)
    {
        try
        {
            return expression.Compile(preferInterpretation: true).DynamicInvoke();
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
        {
            throw new InvalidOperationException($"Requirement '{expression.Body}' cannot be checked: {inner.Message}", inner);
        }
    }
}
