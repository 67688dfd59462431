using System.Net;
using System.Net.Sockets;
using Docker.DotNet;
using Microsoft.Net.Http.Client;

namespace Slipway.Docker.Engine.Transport;

/// <summary>
/// Connects Docker.DotNet with an engine over connections of our own. Its credentials are the one place where it lets its handler be
/// replaced; the handler still speaks HTTP, and what it does not guard against is guarded around it: <see cref="CompleteAnswers"/> above,
/// <see cref="EngineStream"/> below.
/// </summary>
/// <param name="endpoint">Where the engine listens.</param>
/// <param name="limit">For an answer that must come to an end by itself; see <see cref="CreateClient"/>.</param>
/// <param name="time">The clock for <paramref name="limit"/>.</param>
internal sealed class EngineTransport(EngineEndpoint endpoint, TimeSpan limit, TimeProvider time) : Credentials
{
    /// <summary>
    /// A client for this endpoint. What it asks for as a whole (inspections, lists, uploads of files) takes at most <c>limit</c>, body
    /// included; streams, sessions, waits and stops take as long as they take.
    /// </summary>
    public DockerClient CreateClient() =>
        new DockerClientConfiguration(endpoint.IsUnixSocket ? new Uri("http://localhost") : endpoint.Uri, this, limit).CreateClient();

    public override bool IsTlsCredentials() => false;

    public override HttpMessageHandler GetHandler(HttpMessageHandler innerHandler)
    {
        innerHandler.Dispose();

        // An engine is a neighbour: a proxy for the way out of the network does not know it.
        return new CompleteAnswers(new ManagedHandler(OpenAsync) { UseProxy = false }, limit, time);
    }

    private async Task<Stream> OpenAsync(string host, int port, CancellationToken cancellationToken)
    {
        var socket = endpoint.IsUnixSocket
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            EndPoint address = endpoint.IsUnixSocket ? new UnixDomainSocketEndPoint(endpoint.Uri.LocalPath) : new DnsEndPoint(host, port);
            await socket.ConnectAsync(address, cancellationToken);
            return new EngineStream(socket, cancellationToken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
