using System.Globalization;
using System.Text;
using Slipway.Containers;
using Slipway.Releases;
using Slipway.Routing;

namespace Slipway.Routers.HAProxy;

/// <summary>The container that the proxy runs in: its image, its volume, its published port.</summary>
internal sealed class HAProxyContainer(ResourceNames names, RouterSettings settings, IContainerEngine engine, IProgress<string> progress)
{
    private const string PublishedLabel = "slipway.router.published";
    private const string CandidateSuffix = ".candidate";
    private const string CandidatePath = HAProxyConfiguration.Path + CandidateSuffix;
    private const int LogLines = 15;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(15);
    private readonly string published = string.Create(CultureInfo.InvariantCulture, $"{settings.Address}:{settings.Port}")
        + (settings.Tls is { } tls ? string.Create(CultureInfo.InvariantCulture, $" and {tls.Port} (TLS)") : "");

    /// <summary>The container exists, publishes the ports that are wanted, and runs.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var existing = await engine.Containers.FindAsync(names.Router, cancellationToken);
        if (existing is not null && !string.Equals(existing.Labels.GetValueOrDefault(PublishedLabel), published, StringComparison.Ordinal))
        {
            progress.Report($"The router is to listen on {published} from now on: its container is made anew, and its old address closes.");
            await engine.Containers.RemoveAsync(names.Router, cancellationToken);
            existing = null;
        }

        if (existing is null)
        {
            await CreateAsync(await engine.Images.EnsureAsync(HAProxyImage.Recipe, progress, cancellationToken), cancellationToken);
        }

        if (existing is not { Status: ContainerStatus.Running })
        {
            progress.Report($"Starting the router on {published}");
            await engine.Containers.StartAsync(names.Router, cancellationToken);
        }
    }

    /// <summary>Asks until the proxy answers, at most 15 s.</summary>
    /// <exception cref="RouterException">It did not; the message ends with the container's last log lines.</exception>
    public async Task<T> AwaitAnswerAsync<T>(Func<CancellationToken, Task<T>> ask, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await ask(cancellationToken);
            }
            catch (SlipwayException error) when (error is not EngineUnreachableException)
            {
                if (time.GetElapsedTime(start) > StartPatience)
                {
                    throw new RouterException(
                        $"The router {names.Router} was expected to answer within {StartPatience.TotalSeconds:0} s. Observed: {error.Message}{await LastLinesAsync(cancellationToken)}", error);
                }
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }

    /// <summary>Lets the proxy read a configuration without using it.</summary>
    /// <exception cref="RouterException">The proxy refuses it, in its own words. The one in force stays.</exception>
    public async Task CheckAsync(string configuration, string? certificate, RuntimeSocket socket, CancellationToken cancellationToken)
    {
        if (certificate is not null)
        {
            await socket.SaveAsync(HAProxyConfiguration.CertificatePath + CandidateSuffix, certificate, cancellationToken);
            configuration = configuration.Replace(HAProxyConfiguration.CertificatePath, HAProxyConfiguration.CertificatePath + CandidateSuffix, StringComparison.Ordinal);
        }

        await socket.SaveAsync(CandidatePath, configuration, cancellationToken);
        var result = await engine.Containers.ExecuteAsync(names.Router, ["haproxy", "-c", "-f", CandidatePath], cancellationToken);
        if (result.ExitCode != 0)
        {
            var words = new StringBuilder(result.StandardOutput).Append(result.StandardError).ToString().Trim();
            throw new RouterException($"The router refuses the new routes; the ones in force stay. HAProxy says:\n{words}");
        }
    }

    /// <summary>The certificate of the settings if it is another than the one in force; else null.</summary>
    public async Task<string?> FindNewCertificateAsync(RuntimeSocket socket, CancellationToken cancellationToken)
    {
        var wanted = settings.Tls is { Certificate: var certificate } ? certificate.Reveal().ReplaceLineEndings("\n").TrimEnd('\n') + '\n' : null;
        return wanted is null || string.Equals(await socket.ReadAsync(HAProxyConfiguration.CertificatePath, cancellationToken), wanted, StringComparison.Ordinal) ? null : wanted;
    }

    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        await engine.Containers.RemoveAsync(names.Router, cancellationToken);
        await engine.Volumes.RemoveAsync(names.RouterVolume, cancellationToken);
    }

    private async Task CreateAsync(string image, CancellationToken cancellationToken)
    {
        var labels = names.With((ResourceNames.RoleLabel, "router"), (PublishedLabel, published));
        await engine.Volumes.EnsureAsync(names.RouterVolume, names.With((ResourceNames.RoleLabel, "router")), cancellationToken);
        await engine.Containers.CreateAsync(
            new ContainerSpec
            {
                Name = names.Router,
                Image = image,
                Labels = labels,
                Network = names.Network,
                Mounts = [new VolumeMount(names.RouterVolume, HAProxyImage.Folder)],
                TemporaryFolders = ["/tmp", HAProxyImage.RuntimeFolder],
                Ports =
                [
                    new PublishedPort(settings.Port, IRouter.InnerPort, settings.Address),
                    .. settings.Tls is { } tls ? new[] { new PublishedPort(tls.Port, IRouter.InnerTlsPort, settings.Address) } : [],
                ],
                User = HAProxyImage.User,
                // The C library's resolver, used once at a start for each name: a container that is gone must not hold the start up.
                Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["RES_OPTIONS"] = "timeout:1 attempts:1" },
            },
            cancellationToken);
    }

    private async Task<string> LastLinesAsync(CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        await foreach (var line in engine.Containers.ReadLogsAsync(names.Router, LogLines, follow: false, cancellationToken))
        {
            text.Append("\n  | ").Append(line);
        }

        return text.Length == 0 ? "" : $"\nLast lines of {names.Router}:{text}";
    }
}
