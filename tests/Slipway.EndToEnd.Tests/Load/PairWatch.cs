using System.Net.Http.Json;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Target;

namespace Slipway.EndToEnd.Tests.Load;

/// <summary>
/// A client that needs two services: it asks the one, then the other, over and over, and notes which release answered. What a client does
/// not get (a maintenance page) it asks for again.
/// </summary>
internal sealed class PairWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);
    private readonly CancellationTokenSource stopping = new();
    private readonly HttpClient client;
    private readonly List<string> answers = [];
    private readonly Task watching;

    public PairWatch(Uri address)
    {
        client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        watching = WatchAsync();
    }

    /// <summary>The releases in the order of their answers, a run of the same as one, both services taken together.</summary>
    public async Task<IReadOnlyList<string>> StopAsync()
    {
        await stopping.CancelAsync();
        await watching;
        return [.. answers.Where((answer, index) => index == 0 || answers[index - 1] != answer)];
    }

    /// <summary>Which releases answer now, on connections old and new.</summary>
    public async Task<IReadOnlyList<string>> AskAsync()
    {
        var seen = new List<string>();
        for (var turn = 0; turn < 10; turn++)
        {
            using var fresh = new HttpClient { BaseAddress = client.BaseAddress };
            seen.AddRange([.. await AskPairAsync(client), .. await AskPairAsync(fresh)]);
        }

        return [.. seen.Distinct(StringComparer.Ordinal)];
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        client.Dispose();
        stopping.Dispose();
    }

    private static async Task<string[]> AskPairAsync(HttpClient client) =>
    [
        (await client.GetFromJsonAsync<LiveAnswer>("/version.json", CancellationToken.None))!.Release!,
        (await client.GetFromJsonAsync<ApiAnswer>($"{ShopDescription.ApiPath}?ms=0", CancellationToken.None))!.Release!,
    ];

    private async Task WatchAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                answers.AddRange(await AskPairAsync(client));
            }
            catch (HttpRequestException)
            {
                // A page instead of an answer; whether there may be one is the load's to judge.
            }

            await Task.Delay(Interval, TimeProvider.System, CancellationToken.None);
        }
    }
}
