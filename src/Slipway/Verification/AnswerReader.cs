using System.Globalization;
using System.Text;

namespace Slipway.Verification;

/// <summary>
/// Reads one answer of HTTP/1.0 or 1.1 out of the bytes of a connection, and tells its end whether or not the server closes: by its
/// length, by its chunks, or by the end of the connection where it says neither. .NET's own client has no such part to be used alone, and
/// as a whole needs a round trip through the keeper for each of its reads.
/// </summary>
internal sealed class AnswerReader
{
    /// <summary>What is kept of a body; the answer counts as whole then, however much may follow.</summary>
    public const int LongestBody = 64 * 1024;

    private const int LongestHead = 64 * 1024;
    private const string NotHttp = "the answer is not HTTP";

    private readonly List<byte> pending = [];
    private readonly List<byte> body = [];
    private Part part = Part.Head;
    private int status;
    private long left;
    private string? fault;

    private enum Part
    {
        Head,
        Counted,
        ChunkSize,
        Chunk,
        ChunkEnd,
        Trailer,
        UntilClosed,
        Done,
    }

    /// <summary>Whether all was read that is to be read; the connection may be closed.</summary>
    public bool IsComplete => part == Part.Done;

    /// <summary>What was read; a reason instead of an answer where there is none.</summary>
    public ProbeAnswer Answer => fault is not null
        ? new ProbeAnswer(null, fault)
        : new ProbeAnswer(status, Encoding.UTF8.GetString([.. body]));

    /// <summary>The answer that stands in these bytes, after which the server closes.</summary>
    public static ProbeAnswer Read(ReadOnlySpan<byte> whole)
    {
        var reader = new AnswerReader();
        reader.Add(whole);
        reader.End();
        return reader.Answer;
    }

    /// <summary>What came next over the connection.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        pending.AddRange(bytes);
        while (!IsComplete && Advance())
        {
        }
    }

    /// <summary>The server has closed the connection: an answer that has not told its own end is torn, or ends here.</summary>
    public void End()
    {
        if (part == Part.UntilClosed)
        {
            part = Part.Done;
        }
        else if (!IsComplete)
        {
            Fail(part != Part.Head ? "the connection was closed in the middle of the answer"
                : pending.Count == 0 ? "the connection was closed without an answer" : NotHttp);
        }
    }

    /// <summary>One step of what is pending; false when more must come first.</summary>
    private bool Advance() => part switch
    {
        Part.Head => ReadHead(),
        Part.ChunkSize => TakeLine() is { } size && BeginChunk(size),
        Part.ChunkEnd => TakeLine() is { } end
            && (end.Length == 0 ? Go(Part.ChunkSize) : Fail("a chunk of the answer is not as long as told")),
        Part.Trailer => TakeLine() is { } trailer && (trailer.Length > 0 || Go(Part.Done)),
        Part.UntilClosed => !Take(pending.Count),
        _ => TakeCounted(),
    };

    private bool ReadHead()
    {
        if (EndOfHead() is not { } end)
        {
            // Whatever it is, it is known by its first letters.
            var start = Encoding.Latin1.GetString([.. pending.Take("HTTP/1.".Length)]);
            return "HTTP/1.".StartsWith(start, StringComparison.Ordinal)
                ? pending.Count > LongestHead && Fail($"the head of the answer is longer than {LongestHead / 1024} KiB")
                : Fail(NotHttp);
        }

        var lines = Encoding.Latin1.GetString([.. pending.Take(end)]).Split('\n', StringSplitOptions.TrimEntries);
        pending.RemoveRange(0, end);
        if (StatusOf(lines[0]) is not { } code)
        {
            return Fail(NotHttp);
        }

        // One that announces the answer is none: of these only a switch of protocols, which nobody asked for, would be the last word.
        return code is >= 100 and < 200 and not 101 ? Go(Part.Head) : BeginBody(code, [.. lines.Skip(1).Where(line => line.Length > 0)]);
    }

    /// <summary>Behind the empty line that ends the head.</summary>
    private int? EndOfHead()
    {
        for (var index = pending.IndexOf((byte)'\n'); index >= 0; index = pending.IndexOf((byte)'\n', index + 1))
        {
            var next = index + 1 < pending.Count && pending[index + 1] == '\r' ? index + 2 : index + 1;
            if (next < pending.Count && pending[next] == '\n')
            {
                return next + 1;
            }
        }

        return null;
    }

    private static int? StatusOf(string line) =>
        line.StartsWith("HTTP/1.", StringComparison.Ordinal) && line.Length >= 12 && line[8] == ' '
            && (line.Length == 12 || line[12] == ' ')
            && int.TryParse(line.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code >= 100
            ? code
            : null;

    private bool BeginBody(int code, IReadOnlyList<string> fields)
    {
        status = code;
        if (code is 101 or 204 or 304)
        {
            return Go(Part.Done);
        }

        if (Values(fields, "Transfer-Encoding") is [.., var coding])
        {
            return Go(coding.Equals("chunked", StringComparison.OrdinalIgnoreCase) ? Part.ChunkSize : Part.UntilClosed);
        }

        return Values(fields, "Content-Length").Distinct(StringComparer.Ordinal).ToList() switch
        {
            [] => Go(Part.UntilClosed),
            [var only] when long.TryParse(only, NumberStyles.None, CultureInfo.InvariantCulture, out left) =>
                Go(left == 0 ? Part.Done : Part.Counted),
            var several => Fail($"the answer's length can't be told: {string.Join(", ", several)}"),
        };
    }

    private static IReadOnlyList<string> Values(IReadOnlyList<string> fields, string name) =>
    [
        .. fields.Select(field => field.Split(':', 2)).Where(field => field.Length == 2
                && field[0].Equals(name, StringComparison.OrdinalIgnoreCase))
            .SelectMany(field => field[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
    ];

    private bool BeginChunk(string line)
    {
        var size = line.Split(';')[0].Trim();
        return !long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out left) || left < 0
            ? Fail("a chunk of the answer does not tell its length")
            : Go(left == 0 ? Part.Trailer : Part.Chunk);
    }

    private bool TakeCounted()
    {
        var taken = (int)Math.Min(left, pending.Count);
        left -= taken;
        return Take(taken) && left == 0 && Go(part == Part.Chunk ? Part.ChunkEnd : Part.Done);
    }

    /// <summary>So many of the pending bytes are of the body; false once it has its limit: the rest is not waited for.</summary>
    private bool Take(int count)
    {
        body.AddRange(pending.Take(Math.Min(count, LongestBody - body.Count)));
        pending.RemoveRange(0, count);
        return body.Count < LongestBody || !Go(Part.Done);
    }

    private string? TakeLine()
    {
        var end = pending.IndexOf((byte)'\n');
        if (end < 0)
        {
            _ = pending.Count > LongestHead && Fail($"a line of the answer is longer than {LongestHead / 1024} KiB");
            return null;
        }

        var line = Encoding.Latin1.GetString([.. pending.Take(end)]).TrimEnd('\r');
        pending.RemoveRange(0, end + 1);
        return line;
    }

    private bool Go(Part next)
    {
        part = next;
        return true;
    }

    private bool Fail(string reason)
    {
        fault = reason;
        return Go(Part.Done);
    }
}
