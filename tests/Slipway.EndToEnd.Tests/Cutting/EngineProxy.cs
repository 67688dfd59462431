using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Slipway.EndToEnd.Tests.Cutting;

/// <summary>
/// Stands between a deployer and the engine, unix socket to unix socket. It forwards a request whole, waits for the beginning of the
/// engine's reply (the effect has happened), and cuts the connection; or lets nothing through for a while, as a network that is gone does.
/// </summary>
internal sealed class EngineProxy : IAsyncDisposable
{
    private const string DefaultEngine = "/var/run/docker.sock";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-e2e-");
    private readonly string engine;
    private readonly CutPoint? point;
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource closing = new();
    private readonly ConcurrentBag<Task> connections = [];
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);
    private readonly List<CutPoint> trace = [];
    private readonly Task accepting;
    private TaskCompletionSource flowing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="point">Where to cut; null cuts nowhere.</param>
    /// <param name="engine">The engine's socket; null for the one that the tests use.</param>
    public EngineProxy(CutPoint? point = null, string? engine = null)
    {
        this.point = point;
        this.engine = engine
            ?? (System.Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } given
                ? new Uri(given).AbsolutePath
                : DefaultEngine);
        flowing.SetResult();
        listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        listener.Listen(64);
        accepting = AcceptAsync();
    }

    /// <summary>For a process that is to reach the engine through here.</summary>
    public IReadOnlyDictionary<string, string> Environment =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["DOCKER_HOST"] = $"unix://{SocketPath}" };

    /// <summary>Whether the reply that was to be lost was.</summary>
    public bool HasCut { get; private set; }

    /// <summary>Every request so far, in the order of their beginnings.</summary>
    public IReadOnlyList<CutPoint> Trace
    {
        get
        {
            lock (gate)
            {
                return [.. trace];
            }
        }
    }

    private string SocketPath => Path.Combine(folder.FullName, "engine.sock");

    /// <summary>From now on nothing gets through, in either direction, and nobody is told.</summary>
    public void Stall() => flowing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was held up arrives.</summary>
    public void Resume() => flowing.SetResult();

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await accepting;
        await Task.WhenAll(connections);
        closing.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await listener.AcceptAsync(closing.Token)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Nobody is to be let in any more: who comes now is refused, and does not wait.
            listener.Dispose();
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var serving = CancellationTokenSource.CreateLinkedTokenSource(closing.Token);
        using (client)
        {
            try
            {
                await flowing.Task.WaitAsync(serving.Token);
                using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await server.ConnectAsync(new UnixDomainSocketEndPoint(engine), serving.Token);
                var connection = new Connection(client, server);
                await Task.WhenAll(ForwardAsync(connection, serving), ReturnAsync(connection, serving));
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                // One side has gone, or was cut off: both are closed.
            }
        }
    }

    private async Task ForwardAsync(Connection connection, CancellationTokenSource serving)
    {
        var names = new RequestNames();
        var buffer = new byte[16 * 1024];
        while (await ReceiveAsync(connection.Client, buffer, serving) is > 0 and var count)
        {
            foreach (var name in names.Read(buffer.AsSpan(0, count)))
            {
                connection.ReplyIsLost |= Note(name);
            }

            await SendAsync(connection.Server, buffer.AsMemory(0, count), serving);
        }

        connection.Server.Shutdown(SocketShutdown.Send);
    }

    private async Task ReturnAsync(Connection connection, CancellationTokenSource serving)
    {
        var buffer = new byte[16 * 1024];
        while (await ReceiveAsync(connection.Server, buffer, serving) is > 0 and var count)
        {
            if (connection.ReplyIsLost)
            {
                HasCut = true;
                if (point!.ForGood)
                {
                    await closing.CancelAsync();
                }

                await serving.CancelAsync();
                return;
            }

            await SendAsync(connection.Client, buffer.AsMemory(0, count), serving);
        }

        // The engine has said all; a session's client ends when its output does.
        await serving.CancelAsync();
    }

    /// <summary>Returns whether the reply to this request is the one to be lost.</summary>
    private bool Note(string name)
    {
        lock (gate)
        {
            var occurrence = seen[name] = seen.GetValueOrDefault(name) + 1;
            trace.Add(new CutPoint(name, occurrence, ForGood: false));
            return point is not null && point.Name == name && point.Occurrence == occurrence;
        }
    }

    private async Task<int> ReceiveAsync(Socket from, byte[] buffer, CancellationTokenSource serving)
    {
        var count = await from.ReceiveAsync(buffer, serving.Token);
        await flowing.Task.WaitAsync(serving.Token);
        return count;
    }

    private static async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes, CancellationTokenSource serving)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await to.SendAsync(bytes, serving.Token)..];
        }
    }

    private sealed class Connection(Socket client, Socket server)
    {
        public Socket Client { get; } = client;

        public Socket Server { get; } = server;

        public volatile bool ReplyIsLost;
    }
}
