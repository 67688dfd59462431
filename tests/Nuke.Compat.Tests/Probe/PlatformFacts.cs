namespace Slipway.Compat.Tests.Probe;

internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "The tool is replaced by a shell script.";
    }
}

internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
            Skip = "The signal needs the env program of Linux to be deliverable wherever the tests are started from.";
    }
}
