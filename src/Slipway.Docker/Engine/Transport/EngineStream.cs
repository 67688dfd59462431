using System.Net.Sockets;
using Microsoft.Net.Http.Client;

namespace Slipway.Docker.Engine.Transport;

/// <summary>
/// The connection of one call. An engine may refuse an upload before it has read it, and closes then: what could not be sent is forgotten
/// in favour of the answer that lies there already, and is an error only where there is none.
/// </summary>
/// <remarks>
/// The client reads and sends bodies without a token. The token of the whole call therefore ends the connection itself; it lives until the
/// client has what it waits for: the whole answer, or the head of a stream, which goes on without limit.
/// </remarks>
internal sealed class EngineStream : WriteClosableStream
{
    private readonly Socket socket;
    private readonly NetworkStream network;
    private readonly CancellationTokenRegistration abort;
    private IOException? unsent;
    private bool headIsSent;
    private bool isAnswered;
    private volatile bool isAborted;

    /// <param name="socket">A connected one, which this stream owns.</param>
    /// <param name="call">Ends the call that the connection is for.</param>
    public EngineStream(Socket socket, CancellationToken call)
    {
        this.socket = socket;
        network = new NetworkStream(socket, ownsSocket: true);
        abort = call.UnsafeRegister(static stream => ((EngineStream)stream!).Abort(), this);
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override bool CanCloseWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void CloseWrite() => socket.Shutdown(SocketShutdown.Send);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (unsent is not null)
        {
            return;
        }

        if (isAborted)
        {
            throw new OperationCanceledException("the call was given up");
        }

        try
        {
            await network.WriteAsync(buffer, cancellationToken);
            headIsSent = true;
        }
        catch (IOException broken) when (!isAnswered && !isAborted)
        {
            unsent = broken;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var count = await network.ReadAsync(buffer, cancellationToken);
            if (count == 0 && isAborted)
            {
                // What this side ended itself would read like the end of the answer.
                throw new OperationCanceledException("the call was given up");
            }

            if (count == 0 && !isAnswered && unsent is not null)
            {
                throw Unanswered(unsent);
            }

            isAnswered = true;
            return count;
        }
        catch (IOException) when (!isAnswered && unsent is not null)
        {
            throw Unanswered(unsent);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) =>
        WriteAsync(buffer.AsMemory(offset, count), CancellationToken.None).AsTask().GetAwaiter().GetResult();

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count), CancellationToken.None).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
        // What is written has gone out.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            abort.Dispose();
            network.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Abort()
    {
        isAborted = true;
        network.Dispose();
    }

    /// <summary>Nobody took even the head: that is no refusal but a connection that broke.</summary>
    private IOException Unanswered(IOException cause) => headIsSent ? new UploadRefusedException(cause) : cause;
}
