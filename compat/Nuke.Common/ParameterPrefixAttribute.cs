namespace Nuke.Common;

/// <summary>Goes before the names of all parameters of a component: <c>Registry</c> makes <c>--registry-password</c>.</summary>
[AttributeUsage(AttributeTargets.Interface, AllowMultiple = false, Inherited = false)]
public class ParameterPrefixAttribute : Attribute
{
    public ParameterPrefixAttribute(string prefix) => Prefix = prefix;

    public string Prefix { get; }
}
