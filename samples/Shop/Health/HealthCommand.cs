using System.Net;
using System.Net.Sockets;
using Shop.Web;
using Shop.Worker;

namespace Shop.Health;

/// <summary>
/// The image's HEALTHCHECK. A container with a heartbeat file runs the worker and is judged by that file's age; any other runs
/// web and is asked over loopback. Exit code 0: alive; 1: not.
/// </summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(IConfiguration configuration)
    {
        string? trouble = Heartbeat.Exists(configuration)
            ? Heartbeat.WhyStale(configuration, TimeProvider.System)
            : await WhyWebIsSilentAsync(configuration.Number("SHOP_PORT", WebCommand.DefaultPort, 1, 65535));
        await Console.Out.WriteLineAsync(trouble ?? "alive");
        return trouble is null ? 0 : 1;
    }

    /// <summary>Null when /health/live answers 200 on loopback, else what happened instead.</summary>
    public static async Task<string?> WhyWebIsSilentAsync(int port)
    {
        // A bare socket, not HttpClient: this process is started every few seconds and must be cheap.
        using CancellationTokenSource limit = new(Limit);
        try
        {
            using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), limit.Token);
            await socket.SendAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray(), limit.Token);
            byte[] answer = new byte[12];
            int length = 0;
            while (length < answer.Length && await socket.ReceiveAsync(answer.AsMemory(length), limit.Token) is > 0 and int read)
            {
                length += read;
            }

            return answer.AsSpan().SequenceEqual("HTTP/1.1 200"u8) ? null : $"/health/live on port {port} did not answer 200";
        }
        catch (OperationCanceledException)
        {
            return $"/health/live on port {port} did not answer within {Limit.TotalSeconds:0} s";
        }
        catch (SocketException error)
        {
            return $"/health/live on port {port}: {error.Message}";
        }
    }
}
