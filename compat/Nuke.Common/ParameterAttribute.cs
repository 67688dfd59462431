using System.Reflection;
using JetBrains.Annotations;
using Nuke.Common.ValueInjection;

namespace Nuke.Common;

/// <summary>
/// A member that takes its value from, strongest first: the command line, the environment, the files of the loaded profiles,
/// <c>.nuke/parameters.json</c>, its initializer. On an interface the getter must ask for it with <c>TryGetValue(() => Member)</c>.
/// </summary>
[PublicAPI]
[MeansImplicitUse(ImplicitUseKindFlags.Assign)]
public class ParameterAttribute : ValueInjectionAttributeBase
{
    public ParameterAttribute(string description = null) => Description = description;

    public virtual string Description { get; }

    /// <summary>The name, when it is not the member's.</summary>
    public string Name { get; set; }

    /// <summary>Splits one text into the values of a list.</summary>
    public string Separator { get; set; }

    /// <summary>False keeps the parameter out of the help text. Default is true.</summary>
    public virtual bool List { get; set; } = true;

    public override object GetValue(MemberInfo member, object instance) => ParameterValues.Current.Get(ParameterMember.Of(member));
}
