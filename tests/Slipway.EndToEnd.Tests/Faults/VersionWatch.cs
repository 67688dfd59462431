using System.Net.Http.Json;
using Slipway.EndToEnd.Tests.Reliability;
using Slipway.EndToEnd.Tests.Target;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>
/// A client that asks for the version over and over, each time on a new connection: which versions it was served, and in what order. For
/// faults that must cost requests, such as the only router's death, where it matters that nothing wrong is served and that it comes back.
/// </summary>
internal sealed class VersionWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);
    private readonly CancellationTokenSource stopping = new();
    private readonly HttpClient client;
    private readonly List<string> answers = [];
    private readonly Task watching;

    public VersionWatch(Uri address)
    {
        client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(2) };
        client.DefaultRequestHeaders.ConnectionClose = true;
        watching = WatchAsync();
    }

    /// <summary>What was served, a run of the same answers as one; <c>-</c> stands for requests without an answer.</summary>
    public async Task<IReadOnlyList<string>> StopAsync()
    {
        await stopping.CancelAsync();
        await watching;
        IReadOnlyList<string> served = [.. answers.Where((answer, index) => index == 0 || answers[index - 1] != answer)];
        var versions = served.Distinct(StringComparer.Ordinal).Select(version => version == "-" ? "nothing" : version);
        Observations.Note($"served: {string.Join(", ", versions)}");
        return served;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await watching;
        client.Dispose();
        stopping.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            answers.Add(await AskAsync());
            await Task.Delay(Interval, TimeProvider.System, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<string> AskAsync()
    {
        try
        {
            return (await client.GetFromJsonAsync<LiveAnswer>("/version.json", CancellationToken.None))!.Version;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            return "-";
        }
    }
}
