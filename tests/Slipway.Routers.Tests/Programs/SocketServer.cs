using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Slipway.Routers.Tests.Programs;

/// <summary>Whom a program of the target speaks to: each connection gets an answer by what it has asked, and is closed.</summary>
internal sealed class SocketServer : IAsyncDisposable
{
    private readonly CancellationTokenSource end = new(TimeSpan.FromMinutes(5));
    private readonly Socket listener;
    private readonly Func<string, string?> answer;
    private readonly Task serving;

    private SocketServer(Socket listener, Func<string, string?> answer)
    {
        (this.listener, this.answer) = (listener, answer);
        listener.Listen();
        serving = ServeAsync();
    }

    /// <summary>The other ends' ports, in order.</summary>
    public List<int> From { get; } = [];

    public List<string> Asked { get; } = [];

    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    /// <param name="path">Of the unix socket.</param>
    /// <param name="answer">To the first piece that comes; null: none, and the connection stays open.</param>
    public static SocketServer At(string path, Func<string, string?> answer)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        return new SocketServer(socket, answer);
    }

    /// <summary>At a free port of the loopback.</summary>
    public static SocketServer AtLoopback(Func<string, string?> answer)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return new SocketServer(socket, answer);
    }

    /// <summary>A port where nobody listens.</summary>
    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Dispose();
        await serving;
        end.Dispose();
    }

    private async Task ServeAsync()
    {
        var open = new List<Socket>();
        var buffer = new byte[65536];
        try
        {
            while (true)
            {
                var connection = await listener.AcceptAsync(end.Token);
                open.Add(connection);
                if (connection.RemoteEndPoint is IPEndPoint remote)
                {
                    From.Add(remote.Port);
                }

                var asked = Encoding.Latin1.GetString(buffer, 0, await connection.ReceiveAsync(buffer, end.Token));
                Asked.Add(asked);
                if (answer(asked) is { } text)
                {
                    await connection.SendAsync(Encoding.Latin1.GetBytes(text), end.Token);
                    connection.Dispose();
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            open.ForEach(connection => connection.Dispose());
        }
    }
}
