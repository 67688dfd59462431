namespace Slipway.Bootstrap.Tests;

/// <summary>A theory that runs build.ps1. Skipped, and says so, where there is no PowerShell.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PowerShellTheoryAttribute : TheoryAttribute
{
    public PowerShellTheoryAttribute() => Skip = PowerShell.Missing;
}
