using Slipway.Containers;
using Slipway.Docker.Engine;
using Slipway.Waiting;

namespace Slipway.Docker.Hosting;

/// <summary>Gets this machine an engine: one that answers is taken, one that is installed is started, a missing one is installed.</summary>
/// <param name="time">The clock for waiting.</param>
/// <param name="progress">Told what takes long.</param>
public sealed class EngineInstaller(TimeProvider time, IProgress<string> progress)
{
    private const string LogFile = "/var/log/slipway-dockerd.log";
    private const string InstallCommand = "apt-get update && apt-get install -y --no-install-recommends docker.io ca-certificates";

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly Pacing StartPacing = Pacing.Every(TimeSpan.FromMilliseconds(200));

    /// <summary>Returns when <paramref name="engine"/> answers.</summary>
    /// <param name="engine">The engine that is needed. Only the default one of this machine can be installed or started.</param>
    /// <param name="allowed">Whether packages may be installed.</param>
    /// <param name="cancellationToken">Gives up; a daemon that was started goes on.</param>
    /// <exception cref="EngineUnreachableException">It does not answer and could not be made to; the message says what to do.</exception>
    /// <exception cref="HostProgramException">The package manager or the service manager of this machine failed.</exception>
    public async Task EnsureAsync(DockerEngine engine, bool allowed, CancellationToken cancellationToken)
    {
        try
        {
            await engine.PingAsync(cancellationToken);
        }
        catch (EngineUnreachableException unreachable)
        {
            var host = HostFacts.Read();
            switch (host.Decide(engine.Endpoint, allowed))
            {
                case EngineDecision.Start:
                    progress.Report($"no engine answers at {engine.Endpoint}: starting the one that is installed");
                    break;
                case EngineDecision.InstallAndStart:
                    progress.Report($"no engine answers at {engine.Endpoint}: installing docker.io, which takes about 20 s");
                    await InstallAsync(cancellationToken);
                    break;
                case EngineDecision.AskForInstallation:
                    throw new EngineUnreachableException(
                        engine.Endpoint,
                        "None is installed. " + (host.HasPackageManager
                            ? $"As root, run: {InstallCommand}" + (allowed ? string.Empty : "; or allow it with --install-engine true")
                            : "Install Docker Engine with this system's package manager, start it, and run again."),
                        unreachable.InnerException);
                default:
                    throw;
            }

            await StartAsync(engine, host, cancellationToken);
        }
    }

    private async Task InstallAsync(CancellationToken cancellationToken)
    {
        // Another package run (unattended upgrades) holds dpkg's lock for a minute at times.
        string[] patience = ["-o", "DPkg::Lock::Timeout=120"];
        await HostProgram.RunAsync("reading the package lists", "apt-get", [.. patience, "update"], progress, time, cancellationToken);

        // Without recommended packages: iptables, containerd and runc are dependencies; pulls need the certificates.
        await HostProgram.RunAsync(
            "installing docker.io", "apt-get", [.. patience, "install", "--yes", "--no-install-recommends", "docker.io", "ca-certificates"],
            progress, time, cancellationToken);
    }

    private async Task StartAsync(DockerEngine engine, HostFacts host, CancellationToken cancellationToken)
    {
        // Installing starts it on most machines.
        if (await AnswersAsync(engine, cancellationToken))
        {
            return;
        }

        var daemon = new EngineDaemon([], LogFile, time, progress);
        await (host.HasServiceManager
            ? HostProgram.RunAsync("starting the service docker", "systemctl", ["start", "docker"], progress, time, cancellationToken)
            : daemon.StartAsync(cancellationToken));

        try
        {
            await Poller.Telling(progress, time).UntilAsync(
                "the engine", StartPatience, StartPacing,
                async token => await AnswersAsync(engine, token) ? null : "it does not answer yet",
                cancellationToken);
        }
        catch (WaitTimedOutException)
        {
            throw new EngineUnreachableException(
                engine.Endpoint,
                host.HasServiceManager
                    ? "`journalctl -u docker -n 50` says why it did not start."
                    : $"dockerd was started but did not answer within {StartPatience.TotalSeconds:0} s; its log is {LogFile}:\n"
                        + await daemon.ReadLastWordsAsync(cancellationToken));
        }

        progress.Report("the engine answers");
    }

    private static async Task<bool> AnswersAsync(DockerEngine engine, CancellationToken cancellationToken)
    {
        try
        {
            await engine.PingAsync(cancellationToken);
            return true;
        }
        catch (EngineUnreachableException)
        {
            return false;
        }
    }
}
