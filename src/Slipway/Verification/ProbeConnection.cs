using System.Net.Sockets;
using Slipway.Applications;

namespace Slipway.Verification;

/// <summary>
/// A client that holds one connection and serves one request at a time. .NET's handler silently sends a request again when a kept
/// connection closes before the answer begins; a probe that did so would hide exactly the loss it looks for. So a second connection
/// within one request is refused once any of that request was written to the first one. A connection that had ended before the request
/// began is replaced, as every client does.
/// </summary>
internal sealed class ProbeConnection : IDisposable
{
    private readonly HttpMessageInvoker invoker;
    private volatile bool written;

    /// <param name="certificate">See <see cref="SiteTrust"/>.</param>
    public ProbeConnection(Secret? certificate = null) => invoker = new HttpMessageInvoker(new SocketsHttpHandler
    {
        ConnectCallback = ConnectAsync,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        SslOptions = SiteTrust.Of(certificate),
    });

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        written = false;
        return invoker.SendAsync(request, cancellationToken);
    }

    public void Dispose() => invoker.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        if (written)
        {
            throw new IOException("the connection was closed without an answer");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new Witness(this, socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Tells the owner that a request has begun to leave.</summary>
    private sealed class Witness(ProbeConnection owner, Socket socket) : NetworkStream(socket, ownsSocket: true)
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            owner.written = true;
            return base.WriteAsync(buffer, cancellationToken);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Write(byte[] buffer, int offset, int count)
        {
            owner.written = true;
            base.Write(buffer, offset, count);
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            owner.written = true;
            base.Write(buffer);
        }
    }
}
