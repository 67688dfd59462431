namespace Slipway.Docker.Hosting;

/// <summary>Starts dockerd as a daemon of its own on a machine without a service manager.</summary>
/// <param name="arguments">Further arguments of dockerd.</param>
/// <param name="logFile">What it writes goes there, appended.</param>
/// <param name="time">The clock for waiting.</param>
/// <param name="progress">Told what takes long.</param>
internal sealed class EngineDaemon(IReadOnlyList<string> arguments, string logFile, TimeProvider time, IProgress<string> progress)
{
    private const int LastLines = 15;

    /// <summary>
    /// A session of its own keeps it alive when this process ends or is interrupted from its terminal. The arguments stay arguments:
    /// the script is constant. Its path gets the folders of iptables and containerd, which a user's path may lack.
    /// </summary>
    private const string Script =
        """log=$1; shift; PATH="$PATH:/usr/sbin:/sbin" exec setsid --fork dockerd "$@" >>"$log" 2>&1 </dev/null""";

    /// <summary>Returns once it was started, not when it answers.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        PidFile.RemoveStale("/var/run/docker.pid", "dockerd");
        PidFile.RemoveStale("/var/run/docker/containerd/containerd.pid", "containerd");
        return HostProgram.RunAsync("starting dockerd", "sh", ["-c", Script, "sh", logFile, .. arguments], progress, time,
            cancellationToken);
    }

    /// <summary>The last lines of its log, or where there is none yet, an empty text.</summary>
    public async Task<string> ReadLastWordsAsync(CancellationToken cancellationToken) =>
        File.Exists(logFile)
            ? string.Join('\n',
                (await File.ReadAllLinesAsync(logFile, cancellationToken)).TakeLast(LastLines).Select(line => $"  | {line}"))
            : string.Empty;
}
