using System.Buffers.Binary;
using System.Text;
using Microsoft.Net.Http.Client;

namespace Docker.DotNet;

/// <summary>
/// The output of a container or an exec session, and its input where there is one. Without a terminal the engine puts
/// a header of eight bytes before each piece of output: which stream it belongs to, three zeros, and its length.
/// One reader and one writer may work at the same time.
/// </summary>
/// <param name="stream">Read from and written to; disposed with this.</param>
/// <param name="multiplexed">False for a terminal's output, which has no headers and counts as standard output.</param>
public class MultiplexedStream(Stream stream, bool multiplexed) : IDisposable
{
    private const int CopySize = 80 * 1024;
    private readonly byte[] header = new byte[8];
    private TargetStream target = TargetStream.StandardOut;

    // Bytes of the current piece that were not read yet.
    private uint remaining;

    public enum TargetStream
    {
        StandardIn = 0,
        StandardOut = 1,
        StandardError = 2,
    }

    public struct ReadResult
    {
        /// <summary>0 at the end.</summary>
        public int Count { get; set; }

        public TargetStream Target { get; set; }

        public bool EOF => Count == 0;
    }

    /// <summary>Reads some bytes of one of the streams.</summary>
    /// <exception cref="EndOfStreamException">The connection ended inside a piece of output.</exception>
    public async Task<ReadResult> ReadOutputAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        if (!multiplexed)
            return new ReadResult { Count = await stream.ReadAsync(buffer.AsMemory(offset, count), cancellationToken), Target = target };

        while (remaining == 0)
        {
            if (!await ReadHeaderAsync(cancellationToken))
                return default;
        }

        var read = await stream.ReadAsync(buffer.AsMemory(offset, (int)Math.Min(count, remaining)), cancellationToken);
        if (read == 0 && count > 0)
            throw new EndOfStreamException();
        remaining -= (uint)read;
        return new ReadResult { Count = read, Target = target };
    }

    /// <summary>Reads both streams to the end, as UTF-8.</summary>
    public async Task<(string stdout, string stderr)> ReadOutputToEndAsync(CancellationToken cancellationToken)
    {
        using var stdout = new MemoryStream();
        using var stderr = new MemoryStream();
        await CopyOutputToAsync(Stream.Null, stdout, stderr, cancellationToken);
        return (Encoding.UTF8.GetString(stdout.ToArray()), Encoding.UTF8.GetString(stderr.ToArray()));
    }

    /// <summary>Copies all output to the stream of its kind.</summary>
    public async Task CopyOutputToAsync(Stream stdin, Stream stdout, Stream stderr, CancellationToken cancellationToken)
    {
        var buffer = new byte[CopySize];
        for (ReadResult read; !(read = await ReadOutputAsync(buffer, 0, buffer.Length, cancellationToken)).EOF;)
        {
            var destination = read.Target switch
            {
                TargetStream.StandardIn => stdin,
                TargetStream.StandardOut => stdout,
                _ => stderr,
            };
            await destination.WriteAsync(buffer.AsMemory(0, read.Count), cancellationToken);
        }
    }

    /// <summary>Copies a stream to the input, to its end. The input stays open: see <see cref="CloseWrite"/>.</summary>
    public Task CopyFromAsync(Stream input, CancellationToken cancellationToken) => input.CopyToAsync(stream, CopySize, cancellationToken);

    public Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        stream.WriteAsync(buffer, offset, count, cancellationToken);

    /// <summary>Ends the input; the output goes on.</summary>
    /// <exception cref="NotSupportedException">The stream has no input, as that of a log has none.</exception>
    public void CloseWrite()
    {
        if (stream is not WriteClosableStream { CanCloseWrite: true } closable)
            throw new NotSupportedException("The input of this stream cannot be closed.");
        closable.CloseWrite();
    }

    public void Dispose()
    {
        stream.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<bool> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        var read = await stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken);
        if (read == 0)
            return false;
        if (read < header.Length)
            throw new EndOfStreamException();
        if (header[0] > (byte)TargetStream.StandardError || header[1] != 0 || header[2] != 0 || header[3] != 0)
            throw new IOException("The output is not multiplexed: it has no header where one belongs.");

        target = (TargetStream)header[0];
        remaining = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4));
        return true;
    }
}
