namespace Slipway.Compat.Tests.Probe;

internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
            Skip = "The signal needs the env program of Linux to be deliverable wherever the tests are started from.";
    }
}
