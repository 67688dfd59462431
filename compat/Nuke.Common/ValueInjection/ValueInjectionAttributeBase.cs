using System.Reflection;
using Nuke.Common.Execution;
using Serilog;

namespace Nuke.Common.ValueInjection;

/// <summary>Fills a member of the build with a value.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public abstract class ValueInjectionAttributeBase : Attribute
{
    public INukeBuild Build => BuildRun.Current?.Build;

    public virtual int Priority => 0;

    public virtual bool SuppressWarnings => false;

    public abstract object GetValue(MemberInfo member, object instance);

    /// <summary>Never throws: a failure becomes a warning and null.</summary>
    public object TryGetValue(MemberInfo member, object instance)
    {
        try
        {
            return GetValue(member, instance);
        }
        catch (Exception exception)
        {
            if (!SuppressWarnings)
            {
                var name = $"{member.DeclaringType?.Name}.{member.Name}";
                Log.Warning("Could not inject value for {Member}\n{Message}", name, exception.Message);
            }

            return null;
        }
    }
}
