namespace Slipway.Bootstrap.Tests;

/// <inheritdoc cref="PosixFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PosixTheoryAttribute : TheoryAttribute
{
    public PosixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "needs a POSIX shell" : null;
}
