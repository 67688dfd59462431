using System.Globalization;
using System.Text;
using Slipway.Containers;
using Slipway.Keeper;

namespace Slipway.Verification;

/// <summary>
/// Probes that the keeper carries: 2 to 3 ms a round trip, the same for a local and a remote engine. The conversation holds no lock: when
/// it ends, the probe that was under way has no answer, and the next probe opens another conversation.
/// </summary>
/// <param name="open">Opens a conversation; called for the first probe, and for the one after each that ended.</param>
/// <param name="time">The clock.</param>
internal sealed class KeeperProbe(Func<CancellationToken, Task<KeeperSession>> open, TimeProvider time) : ITargetProbe, IAsyncDisposable
{
    private readonly SemaphoreSlim opening = new(1, 1);
    private KeeperSession? conversation;

    public async Task<ProbeAnswer> GetAsync(
        string host, int port, string path, IReadOnlyDictionary<string, string> headers, TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        var request = Write(host, port, path, headers);
        KeeperSession? keeper = null;
        try
        {
            keeper = await ConverseAsync(cancellationToken);
            return await AskAsync(keeper, host, port, request, timeout, cancellationToken);
        }
        catch (IOException error)
        {
            return new ProbeAnswer(null, error.Message);
        }
        catch (KeeperConversationEndedException ended)
        {
            await ForgetAsync(keeper, cancellationToken);
            return new ProbeAnswer(null, $"the conversation with the keeper ended ({ended.Reason})");
        }
        catch (SlipwayException refused) when (keeper is null && refused is not (EngineUnreachableException or LockLostException))
        {
            // The keeper's container is between two lives: the one who waits looks again.
            return new ProbeAnswer(null, refused.Message);
        }
    }

    /// <summary>The connection is closed when the answer is whole, whether or not the server keeps it. Nothing is sent again.</summary>
    private async Task<ProbeAnswer> AskAsync(
        KeeperSession keeper, string host, int port, byte[] request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var reader = new AnswerReader();
        var read = await keeper.ExchangeAsync(host, port, timeout, request, cancellationToken);
        while (true)
        {
            reader.Add(read.Bytes);
            if (read.Connection is not { } connection)
            {
                reader.End();
                return reader.Answer;
            }

            var late = !reader.IsComplete && time.GetElapsedTime(start) >= timeout;
            if (reader.IsComplete || late || cancellationToken.IsCancellationRequested)
            {
                await keeper.HangUpAsync(connection, CancellationToken.None);
                cancellationToken.ThrowIfCancellationRequested();
                return late ? new ProbeAnswer(null, $"no complete answer within {timeout.TotalMilliseconds:0} ms") : reader.Answer;
            }

            read = await keeper.ReadOnAsync(connection, CancellationToken.None);
        }
    }

    private static byte[] Write(string host, int port, string path, IReadOnlyDictionary<string, string> headers)
    {
        var request = new StringBuilder($"GET {path} HTTP/1.1\r\n");
        OrderedDictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase)
        {
            ["Host"] = string.Create(CultureInfo.InvariantCulture, $"{host}:{port}"),
            ["User-Agent"] = "slipway",
            ["Accept"] = "*/*",
            // Most servers close at once then, which spares a round trip. One that does not is closed from here.
            ["Connection"] = "close",
        };
        foreach (var (name, value) in headers)
        {
            fields[name] = value;
        }

        foreach (var (name, value) in fields)
        {
            if (name.AsSpan().IndexOfAny('\r', '\n') >= 0 || value.AsSpan().IndexOfAny('\r', '\n') >= 0)
            {
                throw new ArgumentException($"The header {name} holds a line break.", nameof(headers));
            }

            request.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return Encoding.UTF8.GetBytes(request.Append("\r\n").ToString());
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref conversation, null) is { } open)
        {
            await open.DisposeAsync();
        }
    }

    private async Task<KeeperSession> ConverseAsync(CancellationToken cancellationToken)
    {
        await opening.WaitAsync(cancellationToken);
        try
        {
            return conversation ??= await open(cancellationToken);
        }
        finally
        {
            opening.Release();
        }
    }

    /// <summary>Several probes may find the same conversation ended; one that was opened since goes on.</summary>
    private async Task ForgetAsync(KeeperSession? ended, CancellationToken cancellationToken)
    {
        await opening.WaitAsync(cancellationToken);
        try
        {
            if (ended is not null && conversation == ended)
            {
                conversation = null;
                await ended.DisposeAsync();
            }
        }
        finally
        {
            opening.Release();
        }
    }
}
