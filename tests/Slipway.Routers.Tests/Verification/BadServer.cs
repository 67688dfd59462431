using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Slipway.Routers.Tests.Verification;

/// <summary>Speaks just enough HTTP; closes instead of answering when told to. Counts requests as they arrive.</summary>
internal sealed class BadServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> heard = [];
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<int, int, bool> close;
    private readonly Task accepting;
    private int connections;
    private int requests;
    private int dropped;

    /// <param name="close">
    /// Given the number of the request on its connection and over all: whether to close instead of answering.
    /// </param>
    /// <param name="status">The status of every answer.</param>
    public BadServer(Func<int, int, bool> close, string status = "200 OK")
    {
        this.close = close;
        Head = () => (status, "");
        listener.Start();
        Address = new Uri($"http://{listener.LocalEndpoint}/");
        accepting = AcceptAsync();
    }

    /// <summary>The status of each answer, and further lines of its head. Default the same status each time, and none.</summary>
    public Func<(string Status, string Lines)> Head { get; init; }

    public Uri Address { get; }

    public int Connections => connections;

    public int Requests => requests;

    public int Dropped => dropped;

    /// <summary>Every line of every request's head.</summary>
    public string Heard => string.Join('\n', heard);

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await accepting;
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = ServeAsync(await listener.AcceptSocketAsync());
                Interlocked.Increment(ref connections);
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var stream = new NetworkStream(socket, ownsSocket: true);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        for (var request = 1; await reader.ReadLineAsync() is { Length: > 0 } first; request++)
        {
            List<string> head = [first];
            while (await reader.ReadLineAsync() is { Length: > 0 } line)
            {
                head.Add(line);
            }

            heard.Enqueue(string.Join('\n', head));

            var all = Interlocked.Increment(ref requests);
            if (close(request, all))
            {
                Interlocked.Increment(ref dropped);
                return;
            }

            var (status, lines) = Head();
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nX-Slipway-Slot: blue\r\n{lines}Content-Length: 2\r\n\r\nok"));
        }
    }
}
