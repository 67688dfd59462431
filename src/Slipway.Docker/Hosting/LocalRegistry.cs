using Slipway.Containers;
using Slipway.Docker.Engine;
using Slipway.Hosts;
using Slipway.Waiting;
using static Slipway.Docker.Engine.RegistryContainer;

namespace Slipway.Docker.Hosting;

/// <summary>
/// A registry on the engine's loopback, which every engine trusts without TLS: for machines that have no other. Its images outlive it on a
/// volume.
/// </summary>
/// <param name="engine">Where it runs.</param>
/// <param name="port">Port on 127.0.0.1, 1 to 65535.</param>
/// <param name="time">The clock for waiting.</param>
/// <param name="progress">Told what takes long.</param>
public sealed class LocalRegistry(DockerEngine engine, int port, TimeProvider time, IProgress<string> progress)
{
    /// <summary>The engine's own; a container without a network has no published port.</summary>
    private const string DefaultNetwork = "bridge";

    private const string UserId = "10001";

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);
    private static readonly Pacing StartPacing = Pacing.Every(TimeSpan.FromMilliseconds(50));

    private static readonly ImageRecipe Recipe = new(
        "slipway/registry",
        $"""
        FROM debian:bookworm-slim
        RUN apt-get update \
         && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends docker-registry \
         && apt-get clean && rm -rf /var/lib/apt/lists/* \
         && install -d -o {UserId} -g {UserId} {Storage}
        COPY config.yml {Configuration}
        USER {UserId}:{UserId}
        ENTRYPOINT ["docker-registry", "serve", "{Configuration}"]
        """,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["config.yml"] = $"""
                version: 0.1
                log:
                  level: warn
                storage:
                  filesystem:
                    rootdirectory: {Storage}
                  delete:
                    enabled: true
                http:
                  addr: :{InnerPort}
                  headers:
                    Connection: [close]
                """,
        });

    private readonly OwnedEngine own = new(engine, RegistryContainer.Owner);

    /// <summary>Name of container and volume; one registry serves all applications of the engine that use its port.</summary>
    private readonly string name = RegistryContainer.Name(port);

    /// <summary>Host and port as they stand in an image's name.</summary>
    public string Address => $"{Loopback}:{port}";

    /// <summary>Starts it when it does not run; returns when it answers.</summary>
    /// <exception cref="RegistryException">The port belongs to something else.</exception>
    /// <exception cref="UsageException">The name belongs to something else.</exception>
    /// <exception cref="WaitTimedOutException">It did not answer in time.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (await own.Containers.FindAsync(name, cancellationToken) is { Status: ContainerStatus.Running })
        {
            return;
        }

        progress.Report($"Starting a registry on {Address}");
        var owner = RegistryContainer.Owner;
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { [owner.Label] = owner.Value };
        var image = await engine.Images.EnsureAsync(Recipe, progress, cancellationToken);
        await own.Volumes.EnsureAsync(name, labels, cancellationToken);
        await own.CreateAsync(
            new ContainerSpec
            {
                Name = name,
                Image = image,
                Labels = labels,
                Network = DefaultNetwork,
                Mounts = [new VolumeMount(name, Storage)],
                Ports = [new PublishedPort(port, InnerPort, Loopback)],
                MemoryBytes = 256 * ContainerSpec.Mebibyte,
                ProcessLimit = 128,
                // A process 1 can't be stopped where it stands, from inside, as whoever frees space does with the server.
                Init = true,
            },
            Recipe, progress, cancellationToken);
        try
        {
            await own.Containers.StartAsync(name, cancellationToken);
        }
        catch (RefusedCallException refused) when (refused.Message.Contains("port is already allocated", StringComparison.Ordinal)
            || refused.Message.Contains("address already in use", StringComparison.Ordinal))
        {
            await own.Containers.RemoveAsync(name, CancellationToken.None);
            throw new RegistryException(Address,
                $"Port {port} on {Loopback} is taken by something else. Give another with --registry-port, or name a registry with "
                    + "--registry.", refused);
        }

        await AwaitAnswerAsync(cancellationToken);
    }

    /// <summary>
    /// Holds it against whoever frees space in it, until the result is disposed of or this process ends: for a push, from its first request
    /// to its last. As many as like hold it at once.
    /// </summary>
    /// <returns>What ends it; null where no registry of Slipway's runs on the port, from which nobody takes anything.</returns>
    /// <exception cref="RegistryException">Its container does not answer.</exception>
    public async Task<IAsyncDisposable?> HoldAsync(CancellationToken cancellationToken)
    {
        if (await own.Containers.FindAsync(name, cancellationToken) is not { Status: ContainerStatus.Running })
        {
            return null;
        }

        var session = await own.Containers.OpenSessionAsync(
            name, ["flock", "--shared", LockFile, "sh", "-c", "echo held; exec cat"], cancellationToken);
        if (await session.ReadLineAsync(cancellationToken) is not null)
        {
            return session;
        }

        var reason = session.StandardError;
        await session.DisposeAsync();
        throw new RegistryException(Address, $"The registry on {Address} can't be held for a push: {reason}");
    }

    /// <summary>Removes container and volume. Images that engines hold already are not touched.</summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        await own.Containers.RemoveAsync(name, cancellationToken);
        await own.Volumes.RemoveAsync(name, cancellationToken);
    }

    /// <summary>Asked inside the container: the loopback of a remote engine can't be reached from here.</summary>
    private async Task AwaitAnswerAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Poller.Telling(progress, time).UntilAsync(
                $"the registry {name} to answer on {Address}", StartPatience, StartPacing,
                async token =>
                {
                    var result = await own.Containers.ExecuteAsync(name, ["bash", "-c", $"exec 3<>/dev/tcp/{Loopback}/{InnerPort}"], token);
                    return result.ExitCode == 0 ? null : result.StandardError.Trim();
                },
                cancellationToken);
        }
        catch (WaitTimedOutException late)
        {
            throw late.Explained($" `docker logs {name}` says why it does not.");
        }
    }
}
