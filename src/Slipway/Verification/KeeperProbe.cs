using System.Globalization;
using System.Text;
using Slipway.Journal;

namespace Slipway.Verification;

/// <summary>Probes that the keeper carries: 2 to 3 ms a round trip, the same for a local and a remote engine.</summary>
public sealed class KeeperProbe(KeeperSession keeper) : ITargetProbe
{
    public async Task<ProbeAnswer> GetAsync(
        string host, int port, string path, IReadOnlyDictionary<string, string> headers, TimeSpan timeout, CancellationToken cancellationToken)
    {
        // HTTP/1.0: the answer ends with the connection and is never chunked.
        var request = new StringBuilder($"GET {path} HTTP/1.0\r\n");
        foreach (var (name, value) in headers.Prepend(KeyValuePair.Create("User-Agent", "slipway")))
        {
            if (name.AsSpan().IndexOfAny('\r', '\n') >= 0 || value.AsSpan().IndexOfAny('\r', '\n') >= 0)
            {
                throw new ArgumentException($"The header {name} holds a line break.", nameof(headers));
            }

            request.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        try
        {
            return Parse(await keeper.ExchangeAsync(host, port, timeout, Encoding.ASCII.GetBytes(request.Append("\r\n").ToString()), cancellationToken));
        }
        catch (IOException error)
        {
            return new ProbeAnswer(null, error.Message);
        }
    }

    internal static ProbeAnswer Parse(byte[] answer)
    {
        var text = Encoding.UTF8.GetString(answer);
        var body = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return text.StartsWith("HTTP/1.", StringComparison.Ordinal) && text.Length >= 12 && int.TryParse(text.AsSpan(9, 3), CultureInfo.InvariantCulture, out var status)
            ? new ProbeAnswer(status, body < 0 ? "" : text[(body + 4)..])
            : new ProbeAnswer(null, text.Length == 0 ? "the connection was closed without an answer" : "the answer is not HTTP");
    }
}
