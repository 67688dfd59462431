namespace Docker.DotNet;

/// <summary>Marks a property that travels in the query.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class QueryStringParameterAttribute(string name, bool required) : Attribute
{
    public string Name { get; } = name;

    public bool IsRequired { get; } = required;
}
