namespace Slipway.Nuke.Tests;

/// <summary>A test with cases that needs a shell or a signal. Skipped, and says so, on Windows.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "needs a POSIX shell" : null;
}
