using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Slipway.Tests.Samples;

/// <summary>Takes messages over HTTP, as a chat's web hook does.</summary>
internal sealed class ChatServer : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<string> messages = new();
    private readonly Task serving;

    public ChatServer()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        }

        listener.Prefixes.Add(Address.AbsoluteUri);
        listener.Start();
        serving = Task.Run(ServeAsync, CancellationToken.None);
    }

    public Uri Address { get; }

    public IReadOnlyCollection<string> Messages => messages;

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                var message = await JsonNode.ParseAsync(context.Request.InputStream);
                messages.Enqueue((string)message!["text"]!);
                context.Response.Close();
            }
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
