using System.Net.Sockets;
using System.Text;
using Microsoft.Net.Http.Client;

namespace Docker.DotNet.Http;

/// <summary>
/// One connection to the engine. Reads are buffered, because bytes that follow a response's head may arrive with it;
/// writes go straight out. One reader and one writer may work at the same time.
/// </summary>
internal sealed class EngineStream(Socket socket) : WriteClosableStream
{
    private const int LongestLine = 64 * 1024;
    private readonly NetworkStream network = new(socket, ownsSocket: true);
    private readonly byte[] buffer = new byte[16 * 1024];
    private int start;
    private int end;

    public override bool CanRead => true;
    public override bool CanWrite => true;
    public override bool CanSeek => false;
    public override bool CanCloseWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Reads a line of a response's head, without its end.</summary>
    /// <exception cref="IOException">The connection ended, or the line is longer than 64 KiB.</exception>
    public async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (line.Length < LongestLine)
        {
            if (start == end && !await FillAsync(cancellationToken))
                throw new IOException("The engine closed the connection before its response was complete.");

            var available = buffer.AsSpan(start, end - start);
            var newline = available.IndexOf((byte)'\n');
            var taken = newline < 0 ? available : available[..newline];
            line.Append(Encoding.Latin1.GetString(taken));
            start += newline < 0 ? taken.Length : taken.Length + 1;
            if (newline >= 0)
                return line.ToString().TrimEnd('\r');
        }

        throw new IOException("The engine sent a header line that is longer than 64 KiB.");
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken = default)
    {
        if (start == end && destination.Length >= buffer.Length)
            return await network.ReadAsync(destination, cancellationToken);
        if (start == end && !await FillAsync(cancellationToken))
            return 0;

        var count = Math.Min(destination.Length, end - start);
        buffer.AsMemory(start, count).CopyTo(destination);
        start += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] destination, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(destination.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] destination, int offset, int count) =>
        ReadAsync(destination.AsMemory(offset, count), CancellationToken.None).AsTask().GetAwaiter().GetResult();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) =>
        network.WriteAsync(source, cancellationToken);

    public override Task WriteAsync(byte[] source, int offset, int count, CancellationToken cancellationToken) =>
        network.WriteAsync(source, offset, count, cancellationToken);

    public override void Write(byte[] source, int offset, int count) => network.Write(source, offset, count);

    public override void CloseWrite() => socket.Shutdown(SocketShutdown.Send);

    public override void Flush()
    {
        // Nothing is held back on the way out.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            network.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        start = 0;
        end = await network.ReadAsync(buffer, cancellationToken);
        return end > 0;
    }
}
