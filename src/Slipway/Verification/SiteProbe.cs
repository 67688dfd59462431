using System.Security.Authentication;
using System.Text;
using Slipway.Applications;
using Slipway.Routing;

namespace Slipway.Verification;

/// <summary>
/// A client of its own for each request, so that none is answered over a connection of before the switch. It obeys no proxy of the
/// environment: what it sees must be what the watch of the switch sees.
/// </summary>
internal sealed class SiteProbe : ISiteProbe
{
    public async Task<ProbeAnswer> GetAsync(Uri address, string? host, Secret? certificate, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            SslOptions = SiteTrust.Of(certificate),
        };
        using var client = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Host = host;
        request.Headers.TryAddWithoutValidation("User-Agent", "slipway");
        request.Headers.TryAddWithoutValidation(OwnRequest.Header, OwnRequest.Value);
        try
        {
            using var answer = await client.SendAsync(request, cancellationToken);
            return new ProbeAnswer((int)answer.StatusCode, await ReadAsync(answer.Content, cancellationToken))
            {
                OfSlot = answer.Headers.Contains(Preview.Header),
            };
        }
        catch (HttpRequestException error)
        {
            // Of TLS only the cause says anything.
            return new ProbeAnswer(null, error.InnerException is AuthenticationException untrusted ? untrusted.Message : error.Message);
        }
        catch (IOException error)
        {
            return new ProbeAnswer(null, error.Message);
        }
    }

    private static async Task<string> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var body = new byte[AnswerReader.LongestBody];
        var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(body, 0, length);
    }
}
