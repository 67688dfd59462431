using System.Text;

namespace Docker.DotNet.Compat.Tests;

public sealed class MultiplexedStreamTests
{
    [Fact]
    public async Task Output_is_parted_by_its_headers_however_the_bytes_arrive()
    {
        byte[] wire = [.. Piece(1, "one "), .. Piece(2, "error"), .. Piece(1, ""), .. Piece(1, "two")];
        using var stream = new MultiplexedStream(new TricklingStream(wire), multiplexed: true);

        Assert.Equal(("one two", "error"), await stream.ReadOutputToEndAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_small_buffer_gets_a_piece_in_parts_of_the_same_target()
    {
        using var stream = new MultiplexedStream(new MemoryStream(Piece(2, "abc")), multiplexed: true);
        var buffer = new byte[2];

        var first = await stream.ReadOutputAsync(buffer, 0, 2, CancellationToken.None);
        var second = await stream.ReadOutputAsync(buffer, 0, 2, CancellationToken.None);
        var last = await stream.ReadOutputAsync(buffer, 0, 2, CancellationToken.None);

        Assert.Equal((2, 1, 0), (first.Count, second.Count, last.Count));
        Assert.Equal(MultiplexedStream.TargetStream.StandardError, second.Target);
        Assert.True(last.EOF);
    }

    [Fact]
    public async Task A_terminals_output_is_taken_as_it_is()
    {
        using var stream = new MultiplexedStream(new MemoryStream("plain"u8.ToArray()), multiplexed: false);

        Assert.Equal(("plain", ""), await stream.ReadOutputToEndAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(10)]
    public async Task Output_that_breaks_off_inside_a_piece_is_an_error(int length)
    {
        using var stream = new MultiplexedStream(new MemoryStream(Piece(1, "abc")[..length]), multiplexed: true);

        await Assert.ThrowsAsync<EndOfStreamException>(() => stream.ReadOutputToEndAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Plain_text_where_a_header_belongs_is_an_error()
    {
        using var stream = new MultiplexedStream(new MemoryStream("not framed"u8.ToArray()), multiplexed: true);

        await Assert.ThrowsAsync<IOException>(() => stream.ReadOutputToEndAsync(CancellationToken.None));
    }

    [Fact]
    public void A_log_has_no_input_to_close()
    {
        using var stream = new MultiplexedStream(new MemoryStream(), multiplexed: true);

        Assert.Throws<NotSupportedException>(stream.CloseWrite);
    }

    private static byte[] Piece(byte target, string text) =>
        [target, 0, 0, 0, 0, 0, 0, (byte)Encoding.UTF8.GetByteCount(text), .. Encoding.UTF8.GetBytes(text)];

    private sealed class TricklingStream(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);
    }
}
