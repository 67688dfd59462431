namespace Slipway.EndToEnd.Tests.Load;

/// <summary>
/// A client of the shop's server-sent events, as a browser is: it holds the stream and comes back when the server has ended it. A stream
/// that breaks off without the server's last event, or a connection that is refused, is a failure.
/// </summary>
internal sealed class EventListener : IAsyncDisposable
{
    private const string EventPrefix = "event: ";
    private readonly CancellationTokenSource stopping = new();
    private readonly HttpClient client = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly List<string> failures = [];
    private readonly Task listening;
    private int events;

    public EventListener(Uri address) => listening = ListenAsync(new Uri(address, "/events"));

    /// <summary>Ends the stream and says what was lost; fails when no event came at all.</summary>
    public async Task<IReadOnlyList<string>> StopAsync()
    {
        await stopping.CancelAsync();
        await listening;
        return events == 0 ? [.. failures, "no event came"] : failures;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await listening;
        client.Dispose();
        stopping.Dispose();
    }

    private async Task ListenAsync(Uri address)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await ReadStreamAsync(address) is { } failure)
                {
                    failures.Add(failure);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is HttpRequestException or IOException)
            {
                failures.Add($"/events: {error.GetBaseException().Message}");
            }
        }
    }

    private async Task<string?> ReadStreamAsync(Uri address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.ConnectionClose = true;
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stopping.Token);
        if (!answer.IsSuccessStatusCode)
        {
            return $"/events: status {(int)answer.StatusCode}";
        }

        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(stopping.Token));
        var last = "";
        while (await reader.ReadLineAsync(stopping.Token) is { } line)
        {
            if (line.StartsWith(EventPrefix, StringComparison.Ordinal))
            {
                last = line[EventPrefix.Length..];
                events++;
            }
        }

        return last == "end" ? null : $"/events: the stream broke off after \"{last}\"";
    }
}
