using System.Text;
using System.Text.Json;
using Slipway.Containers;

namespace Slipway.Keeper;

/// <summary>
/// A held conversation with the keeper (keeper.pl documents it). Requests of several callers are put in a row. When it ends, everything
/// that is asked throws a <see cref="LockLostException"/> if it held the lock, and a <see cref="KeeperConversationEndedException"/> if it
/// did not.
/// </summary>
internal sealed class KeeperSession : IJournal, IAsyncDisposable
{
    private const string JournalFile = "journal";
    private const string ReleasesFolder = "releases";

    /// <summary>A reply must come before the conversation counts as ended.</summary>
    private static readonly TimeSpan LongestConnecting = KeeperContainer.LongestSilence * 0.8;

    private readonly IContainerSession session;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly CancellationTokenSource closing = new();
    private Task beating = Task.CompletedTask;
    private bool locked;
    private string? end;
    private int disposed;

    internal KeeperSession(IContainerSession session, TimeProvider time) => (this.session, this.time) = (session, time);

    /// <summary>Takes the application's lock for as long as this session lives. Throws <see cref="LockHeldException"/>.</summary>
    public async Task LockAsync(string application, LockHolder holder, CancellationToken cancellationToken)
    {
        var line = JsonSerializer.Serialize(holder, JournalJson.Default.LockHolder);
        var reply = await AskAsync($"LOCK {Encode(line)}", cancellationToken);
        if (reply is ["BUSY", ..])
        {
            throw new LockHeldException(application, ReadHolder(reply));
        }

        locked = true;
        beating = BeatAsync();
    }

    /// <summary>Who holds the lock now; null if nobody does.</summary>
    public async Task<LockHolder?> FindHolderAsync(CancellationToken cancellationToken) =>
        await AskAsync("HOLDER", cancellationToken) is ["OK", ..] reply
            ? ReadHolder(reply) ?? new LockHolder("somebody", "?", default)
            : null;

    /// <summary>Returns when the lock is still held; throws <see cref="LockLostException"/> when it is not.</summary>
    public Task ConfirmAsync(CancellationToken cancellationToken) => AskAsync("BEAT", cancellationToken);

    public Task AppendAsync(JournalEntry entry, CancellationToken cancellationToken) =>
        AskAsync($"APPEND {JournalFile} {Encode(entry.ToLine())}", cancellationToken);

    public Task RecordAsync(ReleaseRecord record, CancellationToken cancellationToken) =>
        WriteAsync($"{ReleasesFolder}/{record.Number}.json", JsonSerializer.Serialize(record, JournalJson.Default.ReleaseRecord),
            cancellationToken);

    public async Task<IReadOnlyList<JournalEntry>> ReadJournalAsync(CancellationToken cancellationToken) =>
        JournalEntry.ReadAll(await ReadAsync(JournalFile, cancellationToken) ?? "");

    /// <summary>
    /// Forgets the oldest runs of a journal that has become too long. For a target at rest: what was interrupted, or waits, must not be
    /// forgotten. Needs the lock.
    /// </summary>
    public async Task ShortenJournalAsync(CancellationToken cancellationToken)
    {
        if (JournalRetention.Shorten(await ReadAsync(JournalFile, cancellationToken) ?? "", JournalRetention.Longest) is { } newest)
        {
            await WriteAsync(JournalFile, newest, cancellationToken);
        }
    }

    /// <summary>All release records, oldest first.</summary>
    public async Task<IReadOnlyList<ReleaseRecord>> ReadReleasesAsync(CancellationToken cancellationToken)
    {
        var records = new List<ReleaseRecord>();
        foreach (var name in await ListAsync(ReleasesFolder, cancellationToken))
        {
            var text = await ReadAsync($"{ReleasesFolder}/{name}", cancellationToken) ?? "";
            RecordSchema.RefuseNewer($"Release record {name}", text, ReleaseRecord.CurrentSchema);
            records.Add(Read(name, text));
        }

        return [.. records.OrderBy(record => record.Number)];
    }

    /// <summary>The content of a file on the state volume, or null.</summary>
    public async Task<string?> ReadAsync(string file, CancellationToken cancellationToken) =>
        await AnswerAsync($"GET {file}", cancellationToken) is var answer && answer.StartsWith("OK", StringComparison.Ordinal)
            ? Decode(answer.AsSpan("OK".Length).Trim(' '))
            : null;

    /// <summary>Writes a file on the state volume, readable by the keeper alone, replaced as a whole. Needs the lock.</summary>
    public Task WriteAsync(string file, string content, CancellationToken cancellationToken) =>
        AskAsync($"PUT {file} 0600 {Encode(content)}", cancellationToken);

    /// <summary>The names of the files of a folder on the state volume; none where there is no such folder.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancellationToken) =>
        [.. (await AskAsync($"LIST {folder}", cancellationToken)).Skip(1).Where(name => name.Length > 0)];

    /// <summary>Removes a file on the state volume, for good when it returns; one that is not there is fine. Needs the lock.</summary>
    public Task RemoveAsync(string file, CancellationToken cancellationToken) => AskAsync($"REMOVE {file}", cancellationToken);

    /// <summary>
    /// Connects over TCP from inside the application's network, sends <paramref name="request"/> and returns what has come back by the
    /// first lull, after half a second at most: nothing, perhaps. Connecting may take <see cref="LongestConnecting"/> at most.
    /// </summary>
    /// <exception cref="IOException">There is no connection; the message says why.</exception>
    public async Task<ExchangedBytes> ExchangeAsync(
        string host, int port, TimeSpan connecting, byte[] request, CancellationToken cancellationToken)
    {
        var limit = connecting < LongestConnecting ? connecting : LongestConnecting;
        return ReadExchanged(await AskAsync(
            $"EXCHANGE {host} {port} {Math.Max(1, (int)limit.TotalMilliseconds)} {Convert.ToHexString(request)}", cancellationToken));
    }

    /// <summary>What else has come back over a connection that is open yet, by the first lull: nothing, perhaps.</summary>
    /// <exception cref="IOException">The connection was lost.</exception>
    public async Task<ExchangedBytes> ReadOnAsync(string connection, CancellationToken cancellationToken) =>
        ReadExchanged(await AskAsync($"READ {connection}", cancellationToken));

    /// <summary>Closes a connection that is open yet.</summary>
    public Task HangUpAsync(string connection, CancellationToken cancellationToken) => AskAsync($"CLOSE {connection}", cancellationToken);

    private static ExchangedBytes ReadExchanged(string[] reply) => reply switch
    {
        ["OPEN", var connection, .. var bytes] => new ExchangedBytes(connection, Convert.FromHexString(bytes.FirstOrDefault() ?? "")),
        ["END", .. var bytes] => new ExchangedBytes(null, Convert.FromHexString(bytes.FirstOrDefault() ?? "")),
        _ => throw new IOException(Decode(reply.ElementAtOrDefault(1) ?? "")),
    };

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1)
        {
            return;
        }

        await closing.CancelAsync();
        await beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await UnlockAsync();
        await session.DisposeAsync();
        closing.Dispose();
        turn.Dispose();
    }

    /// <summary>
    /// The end of the session frees the lock too, but a moment after this process is gone: the next command of a script would find it
    /// taken.
    /// </summary>
    private async Task UnlockAsync()
    {
        if (!locked)
        {
            return;
        }

        try
        {
            await AskAsync("UNLOCK", CancellationToken.None);
        }
        catch (SlipwayException)
        {
            // The conversation has ended already, and the lock with it.
        }
    }

    private async Task<string[]> AskAsync(string request, CancellationToken cancellationToken) =>
        (await AnswerAsync(request, cancellationToken)).Split(' ');

    /// <summary>The reply as it came: a journal is not cut into words.</summary>
    private async Task<string> AnswerAsync(string request, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (end is not null)
            {
                throw Ended(end);
            }

            const string error = "ERROR ";
            var reply = await TalkAsync(request);
            return reply.StartsWith(error, StringComparison.Ordinal)
                ? throw new KeeperRefusedException(Decode(reply.AsSpan(error.Length)))
                : reply;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>
    /// An exchange that began is read to its end, also when the caller is cancelled: a reply left behind would answer the next request.
    /// </summary>
    private async Task<string> TalkAsync(string request)
    {
        using var patience = new CancellationTokenSource(KeeperContainer.LongestSilence, time);
        try
        {
            await session.WriteLineAsync(request, patience.Token);
            return await session.ReadLineAsync(patience.Token) ?? throw new IOException($"it has ended. {session.StandardError}".TrimEnd());
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or SlipwayException)
        {
            // For good: a reply that comes after all would be taken for the answer to the next request. Whatever ended the conversation,
            // the engine's word that there is none included, has ended a lock that it held: nothing may be undone without it.
            end = error is OperationCanceledException ? $"no reply for {KeeperContainer.LongestSilence.TotalSeconds:0} s" : error.Message;
            throw Ended(end);
        }
    }

    private SlipwayException Ended(string reason) => locked ? new LockLostException(reason) : new KeeperConversationEndedException(reason);

    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromTicks(KeeperContainer.LongestSilence.Ticks / 4), time);
        while (await timer.WaitForNextTickAsync(closing.Token))
        {
            await AskAsync("BEAT", closing.Token);
        }
    }

    private static ReleaseRecord Read(string name, string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, JournalJson.Default.ReleaseRecord)!;
        }
        catch (JsonException error)
        {
            throw new RecordUnreadableException(name, error);
        }
    }

    private static LockHolder? ReadHolder(string[] reply)
    {
        try
        {
            return JsonSerializer.Deserialize(Decode(reply[1]), JournalJson.Default.LockHolder);
        }
        catch (JsonException)
        {
            // The holder is writing its name at this very moment.
            return null;
        }
    }

    private static string Encode(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text));

    private static string Decode(ReadOnlySpan<char> hex) => Encoding.UTF8.GetString(Convert.FromHexString(hex));
}
