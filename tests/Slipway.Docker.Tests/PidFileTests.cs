using System.Diagnostics;
using System.Globalization;
using Slipway.Docker.Hosting;

namespace Slipway.Docker.Tests;

public sealed class PidFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-pid-");

    private string Path => System.IO.Path.Combine(folder.FullName, "daemon.pid");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("2147483647")]
    public void A_file_that_names_no_process_is_removed(string content)
    {
        File.WriteAllText(Path, content);

        PidFile.RemoveStale(Path, "dockerd");

        Assert.False(File.Exists(Path));
    }

    [ProcessesFact]
    public void A_number_that_went_to_another_program_is_stale_and_the_daemon_s_own_is_not()
    {
        using var self = Process.GetCurrentProcess();
        File.WriteAllText(Path, self.Id.ToString(CultureInfo.InvariantCulture) + "\n");

        PidFile.RemoveStale(Path, File.ReadAllText("/proc/self/comm").Trim());
        Assert.True(File.Exists(Path));
        PidFile.RemoveStale(Path, "dockerd");

        Assert.False(File.Exists(Path));
        PidFile.RemoveStale(Path, "dockerd");
    }

    private sealed class ProcessesFactAttribute : FactAttribute
    {
        public ProcessesFactAttribute() => Skip = File.Exists("/proc/self/comm") ? null : "processes are not files on this system";
    }
}
