using System.Buffers;
using System.Text;

namespace Slipway.Docker.Engine;

/// <summary>Cuts a stream of bytes into lines of text; a line may arrive in any number of pieces.</summary>
internal sealed class LineBuffer
{
    private readonly ArrayBufferWriter<byte> pending = new();

    /// <summary>The lines that <paramref name="bytes"/> completes, without their line feeds.</summary>
    public IReadOnlyList<string> Append(ReadOnlySpan<byte> bytes)
    {
        List<string> lines = [];
        for (var end = bytes.IndexOf((byte)'\n'); end >= 0; end = bytes.IndexOf((byte)'\n'))
        {
            pending.Write(bytes[..end]);
            lines.Add(Take());
            bytes = bytes[(end + 1)..];
        }

        pending.Write(bytes);
        return lines;
    }

    /// <summary>What came after the last line feed, or null if nothing did.</summary>
    public string? TakeRest() => pending.WrittenCount == 0 ? null : Take();

    private string Take()
    {
        var line = Encoding.UTF8.GetString(pending.WrittenSpan);
        pending.ResetWrittenCount();
        return line;
    }
}
