using System.Globalization;
using System.Text;

namespace Slipway.EndToEnd.Tests.Cutting;

/// <summary>
/// Reads along what a client sends to the engine on one connection and names each request: method and path for HTTP, the first word of a
/// line for a held session. Ids are left out, so that the same request has the same name in every run.
/// </summary>
internal sealed class RequestNames
{
    private const int LongestLine = 80;
    private readonly StringBuilder text = new();
    private State state = State.Head;
    private State afterBody = State.Head;
    private long left;

    private enum State
    {
        /// <summary>Of an HTTP request, up to its empty line.</summary>
        Head,

        /// <summary>So many bytes.</summary>
        Body,

        /// <summary>The line before a chunk.</summary>
        ChunkSize,

        /// <summary>A chunk with the line end after it.</summary>
        Chunk,

        /// <summary>The connection belongs to a command in a container: lines.</summary>
        Session,
    }

    /// <summary>Names of the requests that begin in these bytes; that of an HTTP request is known at the end of its head.</summary>
    public IReadOnlyList<string> Read(ReadOnlySpan<byte> bytes)
    {
        var names = new List<string>();
        foreach (var octet in bytes)
        {
            if (Read((char)octet) is { } name)
            {
                names.Add(name);
            }
        }

        return names;
    }

    private string? Read(char next)
    {
        switch (state)
        {
            case State.Body or State.Chunk:
                if (--left == 0)
                {
                    state = state == State.Body ? afterBody : State.ChunkSize;
                }

                return null;
            case State.Session when next == '\n':
                var words = Take().Split(' ').Take(2).TakeWhile((word, index) => index == 0 || word == "journal");
                return $"session: {string.Join(' ', words)}";
            case State.Session:
                return text.Length < LongestLine ? Append(next) : null;
            case var _ when next == '\r':
                // Docker.DotNet ends some lines of a head with it and others without.
                return null;
            default:
                text.Append(next);
                return state == State.Head && Ends("\n\n") ? EndHead(Take())
                    : state == State.ChunkSize && Ends("\n") ? EndChunkSize(Take())
                    : null;
        }
    }

    private string EndHead(string head)
    {
        var lines = head.Split('\n');
        var request = lines[0].Split(' ');
        var name = $"{request[0]} {WithoutIds(request[1])}";
        afterBody = name == "POST /exec/*/start" ? State.Session : State.Head;
        state = afterBody;
        if (Header(lines, "Transfer-Encoding") is "chunked")
        {
            state = State.ChunkSize;
        }
        else if (Header(lines, "Content-Length") is { } length && length != "0")
        {
            (state, left) = (State.Body, long.Parse(length, CultureInfo.InvariantCulture));
        }

        return name;
    }

    private string? EndChunkSize(string size)
    {
        // The last chunk is empty; the engine's clients send no trailer after it. Others have a line end of two characters behind them.
        left = long.Parse(size.Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) + 2;
        (state, left) = left == 2 ? (State.Body, 2) : (State.Chunk, left);
        return null;
    }

    private static string WithoutIds(string target)
    {
        var parts = target.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var path = parts[0].StartsWith("v1.", StringComparison.Ordinal) ? parts[1..] : parts;
        return path switch
        {
            [var kind] => $"/{kind}",
            [var kind, "create" or "json" or "prune"] => $"/{kind}/{path[1]}",
            // An image's name may have slashes itself.
            [var kind, .., "json" or "start" or "stop" or "archive" or "logs" or "wait" or "exec" or "resize"] => $"/{kind}/*/{path[^1]}",
            [var kind, ..] => $"/{kind}/*",
            _ => "/",
        };
    }

    private static string? Header(IEnumerable<string> lines, string name) => lines
        .Where(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase)).Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();

    private bool Ends(string end) => text.Length >= end.Length && text.ToString(text.Length - end.Length, end.Length) == end;

    private string? Append(char next)
    {
        text.Append(next);
        return null;
    }

    private string Take()
    {
        var taken = text.ToString();
        text.Clear();
        return taken;
    }
}
