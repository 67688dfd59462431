namespace Shop.Tests.Running;

/// <summary>A test that sends a Unix signal; elsewhere it is shown as skipped.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Windows has no SIGTERM.";
        }
    }
}
