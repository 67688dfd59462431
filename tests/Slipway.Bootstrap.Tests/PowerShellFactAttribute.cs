namespace Slipway.Bootstrap.Tests;

/// <summary>A test that runs build.ps1. Skipped, and says so, where there is no PowerShell.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PowerShellFactAttribute : FactAttribute
{
    public PowerShellFactAttribute() => Skip = PowerShell.Missing;
}
