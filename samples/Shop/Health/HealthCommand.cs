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
            : WhyWebIsSilent(configuration.Number("SHOP_PORT", WebCommand.DefaultPort, 1, 65535));
        await Console.Out.WriteLineAsync(trouble ?? "alive");
        return trouble is null ? 0 : 1;
    }

    /// <summary>Null when /health/live answers 200 on loopback, else what happened instead.</summary>
    public static string? WhyWebIsSilent(int port)
    {
        // A bare socket that blocks, neither HttpClient nor anything asynchronous: this process starts again and again and must be cheap.
        try
        {
            using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            (socket.SendTimeout, socket.ReceiveTimeout) = ((int)Limit.TotalMilliseconds, (int)Limit.TotalMilliseconds);
            socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
            socket.Send("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8);
            Span<byte> answer = stackalloc byte[12];
            int length = 0;
            while (length < answer.Length && socket.Receive(answer[length..]) is > 0 and int read)
            {
                length += read;
            }

            return answer.SequenceEqual("HTTP/1.1 200"u8) ? null : $"/health/live on port {port} did not answer 200";
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.TimedOut)
        {
            return $"/health/live on port {port} did not answer within {Limit.TotalSeconds:0} s";
        }
        catch (SocketException error)
        {
            // Without the address, which the message of a refused connection would repeat.
            return $"/health/live on port {port}: {new SocketException((int)error.SocketErrorCode).Message}";
        }
    }
}
