namespace Nuke.Common;

/// <summary>No target runs while the member is null.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public class RequiredAttribute : Attribute;
