using System.Globalization;

namespace Docker.DotNet.Http;

/// <summary>The body of one response. Disposing it closes the connection, which serves this response only.</summary>
internal sealed class ResponseBodyStream(EngineStream connection, ResponseBodyStream.Framing framing, long length) : Stream
{
    /// <summary>How the end of the body is found.</summary>
    internal enum Framing
    {
        Length,
        Chunked,
        UntilClose,
    }

    // Bytes left of the body (Length) or of the current chunk (Chunked).
    private long remaining = length;
    private bool insideChunks;
    private bool ended;

    public override bool CanRead => true;
    public override bool CanWrite => false;
    public override bool CanSeek => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="IOException">The connection ended before the body was complete.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (ended || buffer.IsEmpty)
            return 0;
        if (framing == Framing.UntilClose)
            return await connection.ReadAsync(buffer, cancellationToken);

        if (framing == Framing.Chunked && remaining == 0)
            await NextChunkAsync(cancellationToken);
        if (remaining == 0)
        {
            ended = true;
            return 0;
        }

        var count = await connection.ReadAsync(buffer[..(int)Math.Min(buffer.Length, remaining)], cancellationToken);
        if (count == 0)
            throw new IOException("The engine closed the connection before its response was complete.");
        remaining -= count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count), CancellationToken.None).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
        // Only read from.
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            connection.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask NextChunkAsync(CancellationToken cancellationToken)
    {
        // Each chunk's data ends with a line break of its own.
        if (insideChunks)
            await connection.ReadLineAsync(cancellationToken);
        insideChunks = true;

        var size = (await connection.ReadLineAsync(cancellationToken)).Split(';')[0].Trim();
        if (!long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out remaining) || remaining < 0)
            throw new IOException($"The engine sent '{size}' where the size of a chunk belongs.");

        if (remaining > 0)
            return;
        while ((await connection.ReadLineAsync(cancellationToken)).Length > 0)
        {
            // Trailers carry nothing that is used.
        }
    }
}
