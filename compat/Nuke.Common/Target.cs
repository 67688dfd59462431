namespace Nuke.Common;

/// <summary>One step of the build: <c>Target Compile => _ => _.DependsOn(Restore).Executes(…)</c>.</summary>
public delegate ITargetDefinition Target(ITargetDefinition definition);
