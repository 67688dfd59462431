using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Docker.DotNet.Compat.Tests.Wire;

/// <summary>Listens where an engine would, records what one client sends, and answers what the test says.</summary>
public sealed class EngineStandIn : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("wire-");
    private readonly Socket listener;

    public EngineStandIn(bool tcp = false)
    {
        listener = tcp
            ? new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

        // The facts were recorded on a socket of this name; the client sends it as its host.
        var path = Path.Combine(directory.FullName, "d.sock");
        listener.Bind(tcp ? new IPEndPoint(IPAddress.Loopback, 0) : new UnixDomainSocketEndPoint(path));
        listener.Listen();
        Address = new Uri(tcp ? $"tcp://{listener.LocalEndPoint}" : $"unix:{path}");
    }

    public Uri Address { get; }

    public static string Response(string status, string body = "", string headers = "") =>
        $"HTTP/1.1 {status}\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    /// <summary>Serves one connection: reads one request to its end, answers and closes.</summary>
    /// <returns>The request as it came.</returns>
    public async Task<string> AnswerAsync(string response, CancellationToken cancellationToken)
    {
        using var connection = await listener.AcceptAsync(cancellationToken);
        var request = await ReadRequestAsync(connection, cancellationToken);
        await connection.SendAsync(Encoding.UTF8.GetBytes(response), cancellationToken);
        connection.Shutdown(SocketShutdown.Send);
        return request;
    }

    /// <summary>Accepts one connection and leaves the rest to the test.</summary>
    public async Task<Socket> AcceptAsync(CancellationToken cancellationToken) => await listener.AcceptAsync(cancellationToken);

    public static async Task<string> ReadRequestAsync(Socket connection, CancellationToken cancellationToken)
    {
        var received = new StringBuilder();
        var buffer = new byte[4096];
        while (!IsComplete(received.ToString()))
        {
            var count = await connection.ReceiveAsync(buffer, cancellationToken);
            if (count == 0)
                break;
            received.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        return received.ToString();
    }

    public void Dispose()
    {
        listener.Dispose();
        directory.Delete(recursive: true);
    }

    private static bool IsComplete(string request)
    {
        // Somebody tries TLS; the answer in plain text tells them not to.
        if (request.StartsWith('\u0016'))
            return true;

        var parts = request.Split("\r\n\r\n", 2);
        if (parts.Length < 2)
            return false;
        if (parts[0].Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase))
            return parts[1].EndsWith("0\r\n\r\n", StringComparison.Ordinal);

        var length = parts[0].Split("\r\n")
            .Where(header => header.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase))
            .Select(header => int.Parse(header["Content-Length: ".Length..], System.Globalization.CultureInfo.InvariantCulture))
            .SingleOrDefault();
        return Encoding.UTF8.GetByteCount(parts[1]) >= length;
    }
}
