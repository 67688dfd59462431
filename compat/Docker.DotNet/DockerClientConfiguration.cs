namespace Docker.DotNet;

/// <summary>Where the engine is and how a client talks to it.</summary>
public class DockerClientConfiguration : IDisposable
{
    private static readonly Uri LocalEngine = new("unix:/var/run/docker.sock");

    /// <summary>The engine of this machine, at <c>unix:/var/run/docker.sock</c>.</summary>
    /// <inheritdoc cref="DockerClientConfiguration(Uri, Credentials, TimeSpan, TimeSpan, IReadOnlyDictionary{string, string})"/>
    public DockerClientConfiguration(
        Credentials credentials = null,
        TimeSpan defaultTimeout = default,
        TimeSpan namedPipeConnectTimeout = default,
        IReadOnlyDictionary<string, string> defaultHttpRequestHeaders = null)
        : this(LocalEngine, credentials, defaultTimeout, namedPipeConnectTimeout, defaultHttpRequestHeaders)
    {
    }

    /// <param name="endpoint">A <c>unix</c>, <c>tcp</c> or <c>http</c> address; named pipes and TLS are not served.</param>
    /// <param name="credentials">Default: anonymous.</param>
    /// <param name="defaultTimeout">
    /// For calls that do not stream; default 100 seconds, <see cref="Timeout.InfiniteTimeSpan"/> for none.
    /// </param>
    /// <param name="namedPipeConnectTimeout">Default 100 milliseconds.</param>
    /// <param name="defaultHttpRequestHeaders">Sent with every request.</param>
    /// <exception cref="ArgumentNullException">No endpoint.</exception>
    /// <exception cref="ArgumentException">A negative timeout.</exception>
    public DockerClientConfiguration(
        Uri endpoint,
        Credentials credentials = null,
        TimeSpan defaultTimeout = default,
        TimeSpan namedPipeConnectTimeout = default,
        IReadOnlyDictionary<string, string> defaultHttpRequestHeaders = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (defaultTimeout < Timeout.InfiniteTimeSpan)
            throw new ArgumentException("The timeout must not be negative.", nameof(defaultTimeout));

        EndpointBaseUri = endpoint;
        Credentials = credentials ?? new AnonymousCredentials();
        DefaultTimeout = defaultTimeout == TimeSpan.Zero ? TimeSpan.FromSeconds(100) : defaultTimeout;
        NamedPipeConnectTimeout = namedPipeConnectTimeout == TimeSpan.Zero ? TimeSpan.FromMilliseconds(100) : namedPipeConnectTimeout;
        DefaultHttpRequestHeaders = defaultHttpRequestHeaders ?? new Dictionary<string, string>(StringComparer.Ordinal);
    }

    public Uri EndpointBaseUri { get; }

    public Credentials Credentials { get; }

    public TimeSpan DefaultTimeout { get; }

    public TimeSpan NamedPipeConnectTimeout { get; }

    public IReadOnlyDictionary<string, string> DefaultHttpRequestHeaders { get; }

    /// <param name="requestedApiVersion">Put before every path, as in <c>/v1.41/version</c>; null leaves the choice to the engine.</param>
    public DockerClient CreateClient(Version requestedApiVersion = null) => new(this, requestedApiVersion);

    public void Dispose()
    {
        Credentials.Dispose();
        GC.SuppressFinalize(this);
    }
}
