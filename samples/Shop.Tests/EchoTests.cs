using System.Net;
using System.Net.WebSockets;
using System.Text;
using Shop.Tests.Running;

namespace Shop.Tests;

public sealed class EchoTests
{
    [Fact]
    public async Task What_is_said_on_a_websocket_comes_back_and_its_end_is_answered()
    {
        await using RunningWeb web = await RunningWeb.StartAsync(Environments.WithoutDatabase());
        using ClientWebSocket socket = await ConnectAsync(web);

        Assert.Equal("hello", await AskAsync(socket, "hello"));
        Assert.Equal("again", await AskAsync(socket, "again"));
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Patience.Token());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    [Fact]
    public async Task A_client_hears_that_the_shop_stops()
    {
        await using RunningWeb web = await RunningWeb.StartAsync(Environments.WithoutDatabase());
        using ClientWebSocket socket = await ConnectAsync(web);
        await AskAsync(socket, "hello");

        Task stopping = web.StopAsync();
        WebSocketReceiveResult end = await socket.ReceiveAsync(new byte[100], Patience.Token());
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Patience.Token());
        await stopping;

        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, end.CloseStatus);
    }

    [Fact]
    public async Task Who_asks_without_a_websocket_is_told_that_one_is_needed()
    {
        await using RunningWeb web = await RunningWeb.StartAsync(Environments.WithoutDatabase());

        using HttpResponseMessage answer = await web.GetAsync("/echo");

        Assert.Equal(HttpStatusCode.UpgradeRequired, answer.StatusCode);
    }

    private static async Task<ClientWebSocket> ConnectAsync(RunningWeb web)
    {
        ClientWebSocket socket = new();
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{web.Port}/echo"), Patience.Token());
        return socket;
    }

    private static async Task<string> AskAsync(ClientWebSocket socket, string said)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(said), WebSocketMessageType.Text, endOfMessage: true, Patience.Token());
        byte[] heard = new byte[100];
        WebSocketReceiveResult piece = await socket.ReceiveAsync(heard, Patience.Token());
        return Encoding.UTF8.GetString(heard, 0, piece.Count);
    }
}
