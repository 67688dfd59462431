using Docker.DotNet;
using Slipway.Containers;
using Slipway.Docker.Engine.Transport;

namespace Slipway.Docker.Engine;

/// <summary>Slipway's container contract on one Docker host.</summary>
public sealed class DockerEngine : IContainerEngine, IDisposable
{
    /// <summary>For what the engine answers as a whole. It holds its own locks while it makes or removes things, and may be busy.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(100);

    private readonly DockerClient client;
    private readonly EngineEndpoint endpoint;
    private readonly DockerConnection connection;

    /// <summary>A connection whose answers must come to an end by themselves within <paramref name="limit"/>, 1 ms or more.</summary>
    internal DockerEngine(
        EngineEndpoint endpoint, TimeProvider time, IReadOnlyDictionary<string, RegistryCredentials> credentials, TimeSpan limit)
    {
        this.endpoint = endpoint;
        client = new EngineTransport(endpoint, limit, time).CreateClient();
        connection = new DockerConnection(client, endpoint, time);
        Containers = new DockerContainers(connection);
        Images = new DockerImages(connection, credentials);
        Networks = new DockerNetworks(connection);
        Volumes = new DockerVolumes(connection);
    }

    /// <inheritdoc/>
    public string Endpoint => endpoint.ToString();

    /// <summary>Where the endpoint was found, in words: <c>the docker context prod</c>.</summary>
    public string Origin => endpoint.Origin;

    /// <inheritdoc/>
    public IContainers Containers { get; }

    /// <inheritdoc/>
    public IImages Images { get; }

    /// <inheritdoc/>
    public INetworks Networks { get; }

    /// <inheritdoc/>
    public IVolumes Volumes { get; }

    /// <summary>The connection, for the operations on a Docker host that are not part of the contract.</summary>
    internal DockerConnection Connection => connection;

    /// <summary>Prepares the connection; nothing is sent before the first call.</summary>
    /// <param name="endpoint">
    /// <c>unix:///path</c> or <c>tcp://host:port</c>; null takes what docker's own command line would: <c>DOCKER_HOST</c>, the context that
    /// <c>DOCKER_CONTEXT</c> or the client's configuration names, or <c>unix:///var/run/docker.sock</c>. Anything else is
    /// a <see cref="UsageException"/>.
    /// </param>
    /// <param name="time">The clock for waits between attempts.</param>
    /// <param name="credentials">
    /// For pulls, by registry as it stands in a reference (<c>localhost:5000</c>); null pulls anonymously.
    /// </param>
    /// <exception cref="UsageException">The endpoint is of no kind that is understood; the message says which are.</exception>
    public static DockerEngine Connect(
        string? endpoint, TimeProvider time, IReadOnlyDictionary<string, RegistryCredentials>? credentials = null) =>
        new(
            EngineChoice.OfThisProcess.Choose(endpoint),
            time,
            credentials ?? new Dictionary<string, RegistryCredentials>(StringComparer.Ordinal),
            AnswerLimit);

    /// <summary>Returns when the engine answers. Asks once.</summary>
    /// <exception cref="EngineUnreachableException">It does not answer.</exception>
    public Task PingAsync(CancellationToken cancellationToken) =>
        connection.CallOnceAsync(
            "answer",
            async (engine, token) =>
            {
                await engine.System.PingAsync(token);
                return true;
            },
            cancellationToken);

    /// <summary>The engine's version, for example <c>20.10.24</c>.</summary>
    /// <exception cref="EngineUnreachableException">It does not answer.</exception>
    public async Task<string> GetVersionAsync(CancellationToken cancellationToken) =>
        (await connection.CallAsync("tell its version", (engine, token) => engine.System.GetVersionAsync(token),
            cancellationToken)).Version;

    /// <summary>Closes the connections. Calls that are under way fail.</summary>
    public void Dispose() => client.Dispose();
}
