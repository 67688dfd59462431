using System.Net.WebSockets;

namespace Shop.Web;

/// <summary>A conversation that stays open for as long as both sides like: a WebSocket on which what is said comes back.</summary>
internal static class EchoEndpoint
{
    private const int LongestPiece = 4096;

    public static void MapEcho(this IEndpointRouteBuilder routes) => routes.MapGet("/echo", EchoAsync);

    private static async Task EchoAsync(HttpContext context, IHostApplicationLifetime lifetime)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            context.Response.Headers.Upgrade = "websocket";
            return;
        }

        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        // The client hears that the shop stops, and may come back to another one.
        await using CancellationTokenRegistration farewell = lifetime.ApplicationStopping.Register(
            () => _ = socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "the shop stops", CancellationToken.None));
        byte[] said = new byte[LongestPiece];
        while (await socket.ReceiveAsync(said, context.RequestAborted) is { MessageType: not WebSocketMessageType.Close } piece)
        {
            await socket.SendAsync(said.AsMemory(0, piece.Count), piece.MessageType, piece.EndOfMessage, context.RequestAborted);
        }

        if (socket.State == WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", context.RequestAborted);
        }
    }
}
