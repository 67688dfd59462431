namespace Slipway.Testing.Facts;

/// <summary>A test that needs a shell or a signal. Skipped, and says so, on Windows.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = Machine.WithoutUnix;
}
