namespace Nuke.Common;

/// <summary>The value must not be kept in plain text. The logs do not mask it: format it with <c>:r</c> in tool arguments.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public class SecretAttribute : Attribute;
