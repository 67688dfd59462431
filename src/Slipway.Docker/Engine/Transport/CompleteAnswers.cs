using System.Net;

namespace Slipway.Docker.Engine.Transport;

/// <summary>
/// Reads the answers that end by themselves, so that one that breaks off is an error and none keeps its reader waiting: those of a known
/// length, and refusals. Of streams, messages come whole; logs and sessions pass as they are.
/// </summary>
/// <param name="inner">Speaks HTTP; it gives an answer away when its head is there.</param>
/// <param name="limit">For the text of a refusal, which the client waits for without limit even where it has one for the call.</param>
/// <param name="time">The clock for <paramref name="limit"/>.</param>
internal sealed class CompleteAnswers(HttpMessageHandler inner, TimeSpan limit, TimeProvider time) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            if (response.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotModified || request.Method == HttpMethod.Head)
            {
                Replace(response, []);
            }
            else if (response.StatusCode >= HttpStatusCode.BadRequest)
            {
                Replace(response, await ReadAsync(response.Content, cancellationToken).WaitAsync(limit, time, cancellationToken));
            }
            else if (response.Content.Headers.ContentLength is not null)
            {
                Replace(response, await ReadAsync(response.Content, cancellationToken));
            }

            if (response.IsSuccessStatusCode && request.RequestUri?.AbsolutePath is ("/images/create" or "/build"))
            {
                response.Content = new StreamContent(new MessageStream(await response.Content.ReadAsStreamAsync(cancellationToken)));
            }

            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var promised = content.Headers.ContentLength;
        var body = await content.ReadAsByteArrayAsync(cancellationToken);
        return promised is null || body.Length >= promised
            ? body
            : throw new EndOfStreamException($"only {body.Length} of the {promised} bytes of its answer came");
    }

    private static void Replace(HttpResponseMessage response, byte[] body)
    {
        using var original = response.Content;
        response.Content = new ByteArrayContent(body);
        foreach (var (name, values) in original.Headers.NonValidated)
        {
            response.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values);
        }

        response.Content.Headers.ContentLength = body.Length;
    }
}
