using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Slipway.Docker.Engine;
using Slipway.Docker.Engine.Transport;

namespace Slipway.Docker.Tests.Wire;

/// <summary>Listens where an engine would, and does what the test says with each connection.</summary>
internal sealed class EngineStandIn : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway engine ");
    private readonly Socket listener;
    private readonly string endpoint;

    public EngineStandIn(bool tcp = false)
    {
        listener = tcp
            ? new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var path = Path.Combine(folder.FullName, "engine_1.sock");
        listener.Bind(tcp ? new IPEndPoint(IPAddress.Loopback, 0) : new UnixDomainSocketEndPoint(path));
        listener.Listen();
        endpoint = tcp ? $"tcp://{listener.LocalEndPoint}" : $"unix://{path}";
    }

    /// <summary>The seam, connected with this stand-in.</summary>
    public DockerEngine Connect(TimeSpan limit) => new(
        EngineEndpoint.Choose(endpoint, null), TimeProvider.System, new Dictionary<string, RegistryCredentials>(StringComparer.Ordinal),
        limit);

    public static string Response(string status, string body = "") =>
        $"HTTP/1.1 {status}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    /// <summary>Accepts one connection and leaves the rest to the test.</summary>
    public async Task<Socket> AcceptAsync(CancellationToken cancellationToken) => await listener.AcceptAsync(cancellationToken);

    /// <summary>Accepts one connection, reads one request to its end, and answers; what the client reads next is up to the test.</summary>
    public async Task<(Socket Connection, string Request)> AnswerAsync(string response, CancellationToken cancellationToken)
    {
        var connection = await AcceptAsync(cancellationToken);
        var request = await ReadRequestAsync(connection, cancellationToken);
        await connection.SendAsync(Encoding.UTF8.GetBytes(response), cancellationToken);
        return (connection, request);
    }

    /// <summary>As <see cref="AnswerAsync"/>, and closes the connection then.</summary>
    /// <returns>The head of the request as it came.</returns>
    public async Task<string> AnswerAndCloseAsync(string response, CancellationToken cancellationToken)
    {
        var (connection, request) = await AnswerAsync(response, cancellationToken);
        connection.Dispose();
        return request;
    }

    public void Dispose()
    {
        listener.Dispose();
        folder.Delete(recursive: true);
    }

    /// <returns>The head; the body is read and left out.</returns>
    private static async Task<string> ReadRequestAsync(Socket connection, CancellationToken cancellationToken)
    {
        var received = new StringBuilder();
        var buffer = new byte[64 * 1024];
        string head;
        while (!TryTakeHead(received.ToString(), out head))
        {
            received.Append(Encoding.Latin1.GetString(buffer, 0, await ReceiveAsync(connection, buffer, cancellationToken)));
        }

        var left = LengthOfBody(head) - (received.Length - head.Length);
        while (left > 0)
        {
            left -= await ReceiveAsync(connection, buffer, cancellationToken);
        }

        return head;
    }

    private static async Task<int> ReceiveAsync(Socket connection, byte[] buffer, CancellationToken cancellationToken) =>
        await connection.ReceiveAsync(buffer, cancellationToken) is > 0 and var count
            ? count
            : throw new SocketException((int)SocketError.ConnectionReset);

    /// <summary>The client ends the lines of a head in a line feed, with or without a carriage return before it.</summary>
    private static bool TryTakeHead(string received, out string head)
    {
        var end = received.IndexOf("\n\r\n", StringComparison.Ordinal);
        head = end < 0 ? string.Empty : received[..(end + 3)];
        return end >= 0;
    }

    private static int LengthOfBody(string head) => head.Split('\n')
        .Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
        .Select(line => int.Parse(line["Content-Length:".Length..].Trim(), CultureInfo.InvariantCulture))
        .SingleOrDefault();
}
