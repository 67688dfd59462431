namespace Slipway.Bootstrap.Tests;

/// <summary>A test that runs build.sh. Skipped, and says so, where there is no POSIX shell.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PosixFactAttribute : FactAttribute
{
    public PosixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "needs a POSIX shell" : null;
}
