using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Docker.DotNet.Http;

/// <summary>
/// HTTP/1.1 over one fresh connection a request. No pool means no stale connection to retry on, and any response
/// can be turned into a two-way stream whose sending half closes on its own, which the platform's handler cannot do.
/// </summary>
internal sealed class EngineHandler(Func<EndPoint> address) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(cancellationToken);
        try
        {
            var unsent = await WriteAsync(request, connection, cancellationToken);
            try
            {
                return await ReadAsync(request, connection, cancellationToken);
            }
            catch (IOException) when (unsent is not null)
            {
                throw unsent;
            }
        }
        catch (IOException exception)
        {
            connection.Dispose();
            throw new HttpRequestException(exception.Message, exception);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private async Task<EngineStream> ConnectAsync(CancellationToken cancellationToken)
    {
        var endPoint = address();
        var socket = endPoint is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken);
            return new EngineStream(socket);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new HttpRequestException("Connection failed", exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <returns>Why the request could not be sent whole; null when it was: the engine may refuse early, and its answer then says why.</returns>
    private static async Task<IOException> WriteAsync(
        HttpRequestMessage request, EngineStream connection, CancellationToken cancellationToken)
    {
        var head = new StringBuilder()
            .Append(request.Method.Method).Append(' ').Append(request.RequestUri.PathAndQuery).Append(" HTTP/1.1\r\n");
        AppendHeaders(head, request.Headers.NonValidated);
        head.Append("Host: ").Append(request.RequestUri.Host).Append(':').Append(request.RequestUri.Port).Append("\r\n");
        head.Append("Connection: close\r\n");

        var length = request.Content?.Headers.ContentLength;
        if (request.Content is { } content)
        {
            AppendHeaders(head, content.Headers.NonValidated.Where(header => !IsLength(header.Key)));
            head.Append(length is { } known
                ? string.Create(CultureInfo.InvariantCulture, $"Content-Length: {known}\r\n")
                : "Transfer-Encoding: chunked\r\n");
        }

        try
        {
            await connection.WriteAsync(Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), cancellationToken);
            if (request.Content is null)
                return null;

            var body = await request.Content.ReadAsStreamAsync(cancellationToken);
            if (length is null)
                await WriteChunksAsync(body, connection, cancellationToken);
            else
                await body.CopyToAsync(connection, cancellationToken);
            return null;
        }
        catch (IOException exception) when (exception.InnerException is SocketException)
        {
            return exception;
        }
    }

    private static bool IsLength(string header) => string.Equals(header, "Content-Length", StringComparison.OrdinalIgnoreCase);

    private static void AppendHeaders(
        StringBuilder head, IEnumerable<KeyValuePair<string, System.Net.Http.Headers.HeaderStringValues>> headers)
    {
        foreach (var (name, values) in headers)
            head.Append(name).Append(": ").Append(values.ToString()).Append("\r\n");
    }

    private static async Task WriteChunksAsync(Stream body, EngineStream connection, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        for (int count; (count = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            var size = count.ToString("x", CultureInfo.InvariantCulture) + "\r\n";
            await connection.WriteAsync(Encoding.Latin1.GetBytes(size), cancellationToken);
            await connection.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            await connection.WriteAsync("\r\n"u8.ToArray(), cancellationToken);
        }

        await connection.WriteAsync("0\r\n\r\n"u8.ToArray(), cancellationToken);
    }

    private static async Task<HttpResponseMessage> ReadAsync(
        HttpRequestMessage request, EngineStream connection, CancellationToken cancellationToken)
    {
        var (status, headers) = await ReadHeadAsync(connection, cancellationToken);
        while (status == HttpStatusCode.Continue)
            (status, headers) = await ReadHeadAsync(connection, cancellationToken);

        var response = new HttpResponseMessage(status) { RequestMessage = request };
        var content = new EngineContent(connection, Body(request.Method, status, headers, connection));
        foreach (var (name, value) in headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
                content.Headers.TryAddWithoutValidation(name, value);
        }

        response.Content = content;
        return response;
    }

    private static async Task<(HttpStatusCode Status, List<KeyValuePair<string, string>> Headers)> ReadHeadAsync(
        EngineStream connection, CancellationToken cancellationToken)
    {
        var statusLine = await connection.ReadLineAsync(cancellationToken);
        var words = statusLine.Split(' ', 3);
        if (words.Length < 2 || !words[0].StartsWith("HTTP/1.", StringComparison.Ordinal)
            || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            throw new IOException($"'{statusLine}' is not the first line of an HTTP response.");
        }

        var headers = new List<KeyValuePair<string, string>>();
        for (string line; (line = await connection.ReadLineAsync(cancellationToken)).Length > 0;)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                headers.Add(new(line[..colon], line[(colon + 1)..].Trim()));
        }

        return ((HttpStatusCode)status, headers);
    }

    private static ResponseBodyStream Body(
        HttpMethod method, HttpStatusCode status, List<KeyValuePair<string, string>> headers, EngineStream connection)
    {
        if (method == HttpMethod.Head || status is HttpStatusCode.NoContent or HttpStatusCode.NotModified)
            return new ResponseBodyStream(connection, ResponseBodyStream.Framing.Length, 0);

        string Find(string name) => headers.Find(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
        if (Find("Transfer-Encoding") is { } coding && coding.Contains("chunked", StringComparison.OrdinalIgnoreCase))
            return new ResponseBodyStream(connection, ResponseBodyStream.Framing.Chunked, 0);
        return long.TryParse(Find("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? new ResponseBodyStream(connection, ResponseBodyStream.Framing.Length, length)
            : new ResponseBodyStream(connection, ResponseBodyStream.Framing.UntilClose, 0);
    }
}
