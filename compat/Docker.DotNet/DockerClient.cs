using System.Net;
using System.Net.Sockets;
using Docker.DotNet.Http;
using Docker.DotNet.Json;

namespace Docker.DotNet;

/// <summary>A client of one engine. Made by <see cref="DockerClientConfiguration.CreateClient"/>; safe for concurrent use.</summary>
public sealed class DockerClient : IDockerClient
{
    private readonly Uri root;
    private readonly HttpMessageInvoker http;

    internal DockerClient(DockerClientConfiguration configuration, Version requestedApiVersion)
    {
        Configuration = configuration;
        DefaultTimeout = configuration.DefaultTimeout;
        (root, var address) = Locate(configuration);
        if (requestedApiVersion is not null)
            root = new Uri(root, $"v{requestedApiVersion}/");

        http = new HttpMessageInvoker(configuration.Credentials.GetHandler(new EngineHandler(address)));
        Containers = new ContainerOperations(this);
        Exec = new ExecOperations(this);
        Images = new ImageOperations(this);
        Networks = new NetworkOperations(this);
        System = new SystemOperations(this);
        Volumes = new VolumeOperations(this);
    }

    public DockerClientConfiguration Configuration { get; }

    public TimeSpan DefaultTimeout { get; set; }

    public IContainerOperations Containers { get; }

    public IExecOperations Exec { get; }

    public IImageOperations Images { get; }

    public INetworkOperations Networks { get; }

    public ISystemOperations System { get; }

    public IVolumeOperations Volumes { get; }

    public void Dispose()
    {
        Configuration.Dispose();
        http.Dispose();
    }

    /// <summary>Makes a call and reads its whole answer, within the call's timeout.</summary>
    internal async Task<(HttpStatusCode Status, string Body)> SendAsync(EngineRequest request, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(request.Timeout ?? DefaultTimeout);
        using var response = await OpenAsync(request, limited.Token);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(limited.Token));
    }

    /// <inheritdoc cref="SendAsync(EngineRequest, CancellationToken)"/>
    internal async Task<T> SendAsync<T>(EngineRequest request, CancellationToken cancellationToken) =>
        EngineJson.Deserialize<T>((await SendAsync(request, cancellationToken)).Body);

    /// <summary>Makes a call and reports each JSON value of its answer, without a timeout.</summary>
    internal async Task ReportEachAsync<T>(EngineRequest request, IProgress<T> progress, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(request, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await EngineJson.ReportEachAsync(stream, progress, cancellationToken);
    }

    /// <summary>Makes a call and hands out its connection, both ways, without a timeout.</summary>
    internal async Task<EngineStream> HijackAsync(EngineRequest request, CancellationToken cancellationToken)
    {
        var response = await OpenAsync(request, cancellationToken);
        return ((EngineContent)response.Content).Hijack();
    }

    /// <summary>Makes a call and returns when its answer's head is there, without a timeout.</summary>
    internal async Task<HttpResponseMessage> OpenAsync(EngineRequest request, CancellationToken cancellationToken)
    {
        // Not disposed: that would close the caller's stream, and nothing else hangs on it.
        var message = new HttpRequestMessage(request.Method, Address(request)) { Content = request.Body };
        message.Headers.TryAddWithoutValidation("User-Agent", "Docker.DotNet");
        foreach (var (name, value) in Configuration.DefaultHttpRequestHeaders.Concat(request.Headers))
        {
            // The platform lets a line break through here, and the rest of the value would become a header of its own.
            if (value.AsSpan().ContainsAny('\r', '\n') || !message.Headers.TryAddWithoutValidation(name, value))
                throw new ArgumentException($"'{name}' is not a header that a request can carry with this value.", nameof(request));
        }

        var response = await http.SendAsync(message, cancellationToken);
        if (response.StatusCode is >= HttpStatusCode.SwitchingProtocols and < HttpStatusCode.BadRequest)
            return response;

        using (response)
        {
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            throw response.StatusCode == HttpStatusCode.NotFound && request.NotFound is { } notFound
                ? notFound(response.StatusCode, body)
                : new DockerApiException(response.StatusCode, body);
        }
    }

    private Uri Address(EngineRequest request) =>
        new UriBuilder(root) { Path = root.AbsolutePath + request.Path, Query = request.Query }.Uri;

    private static (Uri Root, Func<EndPoint> Address) Locate(DockerClientConfiguration configuration)
    {
        var endpoint = configuration.EndpointBaseUri;
        if (configuration.Credentials.IsTlsCredentials())
            throw new NotSupportedException("This client does not serve TLS.");

        switch (endpoint.Scheme)
        {
            case "unix":
                var path = endpoint.LocalPath;
                return (new UriBuilder("http", endpoint.Segments[^1]).Uri, () => new UnixDomainSocketEndPoint(path));
            case "tcp" or "http":
                var port = endpoint.Port < 0 ? 2375 : endpoint.Port;
                return (new UriBuilder("http", endpoint.Host, port).Uri, () => new DnsEndPoint(endpoint.Host, port));
            default:
                throw new NotSupportedException($"'{endpoint}' is neither a unix, tcp nor http address of an engine.");
        }
    }
}
