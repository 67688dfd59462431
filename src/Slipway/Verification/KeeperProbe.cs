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
internal sealed class KeeperProbe(Func<CancellationToken, Task<KeeperSession>> open) : ITargetProbe, IAsyncDisposable
{
    private readonly SemaphoreSlim opening = new(1, 1);
    private KeeperSession? conversation;

    public async Task<ProbeAnswer> GetAsync(
        string host, int port, string path, IReadOnlyDictionary<string, string> headers, TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        // HTTP/1.0: the answer ends with the connection and is never chunked.
        var request = new StringBuilder($"GET {path} HTTP/1.0\r\n");
        foreach (var (name, value) in headers.Prepend(KeyValuePair.Create("User-Agent", "slipway")))
        {
            if (name.AsSpan().IndexOfAny('\r', '\n') >= 0 || value.AsSpan().IndexOfAny('\r', '\n') >= 0)
            {
                throw new ArgumentException($"The header {name} holds a line break.", nameof(headers));
            }

            request.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        KeeperSession? keeper = null;
        try
        {
            keeper = await ConverseAsync(cancellationToken);
            return Parse(await keeper.ExchangeAsync(host, port, timeout, Encoding.ASCII.GetBytes(request.Append("\r\n").ToString()),
                cancellationToken));
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

    internal static ProbeAnswer Parse(byte[] answer)
    {
        var text = Encoding.UTF8.GetString(answer);
        var body = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return text.StartsWith("HTTP/1.", StringComparison.Ordinal) && text.Length >= 12
            && int.TryParse(text.AsSpan(9, 3), CultureInfo.InvariantCulture, out var status)
            ? new ProbeAnswer(status, body < 0 ? "" : text[(body + 4)..])
            : new ProbeAnswer(null, text.Length == 0 ? "the connection was closed without an answer" : "the answer is not HTTP");
    }
}
