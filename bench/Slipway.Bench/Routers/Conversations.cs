using System.Net.WebSockets;

namespace Slipway.Bench.Routers;

/// <summary>WebSockets of clients, open until the end, on which what is said comes back.</summary>
internal sealed class Conversations : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly byte[] Hello = "hello"u8.ToArray();
    private readonly IReadOnlyList<ClientWebSocket> sockets;

    private Conversations(IReadOnlyList<ClientWebSocket> sockets) => this.sockets = sockets;

    /// <exception cref="InvalidOperationException">One of them does not come about.</exception>
    public static async Task<Conversations> OpenAsync(Uri router, int count, CancellationToken cancellationToken)
    {
        var address = new UriBuilder(router) { Scheme = "ws", Path = "/echo" }.Uri;
        var conversations = new Conversations([.. Enumerable.Range(0, count).Select(_ => new ClientWebSocket())]);
        await Task.WhenAll(conversations.sockets.Select(socket => socket.ConnectAsync(address, cancellationToken)));
        return await conversations.CountEndedAsync(cancellationToken) == 0
            ? conversations
            : throw new InvalidOperationException($"WebSockets to {address} end at once.");
    }

    /// <summary>How many do not answer any more.</summary>
    public async Task<int> CountEndedAsync(CancellationToken cancellationToken) =>
        (await Task.WhenAll(sockets.Select(socket => AnswersAsync(socket, cancellationToken)))).Count(answers => !answers);

    public ValueTask DisposeAsync()
    {
        foreach (var socket in sockets)
        {
            socket.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private static async Task<bool> AnswersAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            await socket.SendAsync(Hello, WebSocketMessageType.Text, endOfMessage: true, limit.Token);
            var heard = new byte[Hello.Length];
            await socket.ReceiveAsync(heard, limit.Token);
            return heard.AsSpan().SequenceEqual(Hello);
        }
        catch (Exception error) when (error is WebSocketException or InvalidOperationException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
