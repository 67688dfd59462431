using System.Text.Json;

namespace Slipway.Docker.Engine.Transport;

/// <summary>
/// The messages of a pull, build or import, handed on only when they are whole. The client waits for ever for the rest of a message that
/// breaks off or is none: it loses the exception. Between two messages it hears it.
/// </summary>
internal sealed class MessageStream(Stream inner) : Stream
{
    private static readonly JsonReaderState Beginning = new(new JsonReaderOptions { AllowMultipleValues = true });

    private byte[] buffer = new byte[16 * 1024];
    private int start;
    private int whole;
    private int end;
    private JsonException? fault;

    public override bool CanRead => true;

    public override bool CanWrite => false;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="IOException">The answer ended within a message, or has something else where a message belongs.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellationToken = default)
    {
        while (start == whole)
        {
            if (!await FillAsync(cancellationToken))
            {
                return 0;
            }
        }

        var count = Math.Min(target.Length, whole - start);
        buffer.AsMemory(start, count).CopyTo(target);
        start += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] target, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(target.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] target, int offset, int count) =>
        ReadAsync(target.AsMemory(offset, count), CancellationToken.None).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
        // Only read from.
    }

    public override void Write(byte[] source, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Reads on behind the last whole message; false at the end.</summary>
    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (fault is not null)
        {
            throw new IOException("something else came where a message belongs", fault);
        }

        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, whole, end) = (0, 0, end - start);
        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, 2 * buffer.Length);
        }

        var count = await inner.ReadAsync(buffer.AsMemory(end), cancellationToken);
        if (count == 0)
        {
            return buffer.AsSpan(0, end).Trim(" \r\n\t"u8).IsEmpty ? false : throw new EndOfStreamException("its last message has no end");
        }

        end += count;
        whole = LengthOfWholeMessages(buffer.AsSpan(0, end));
        return true;
    }

    private int LengthOfWholeMessages(ReadOnlySpan<byte> bytes)
    {
        var length = 0;
        try
        {
            var reader = new Utf8JsonReader(bytes, isFinalBlock: false, Beginning);
            while (reader.Read())
            {
                if (reader.CurrentDepth == 0 && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
                {
                    length = (int)reader.BytesConsumed;
                }
            }

            return length;
        }
        catch (JsonException exception)
        {
            // What came before it is still heard; the read after that throws, without waiting for more.
            fault = exception;
            return length;
        }
    }
}
