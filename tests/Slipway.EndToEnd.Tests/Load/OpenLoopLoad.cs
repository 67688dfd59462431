using Slipway.EndToEnd.Tests.Reliability;
using Slipway.Verification;

namespace Slipway.EndToEnd.Tests.Load;

/// <summary>
/// What clients do to a shop: quick requests, slow ones, uploads, queries, on kept and on fresh connections, on a fixed schedule whatever
/// the answers; and, if asked for, one that holds a stream of events.
/// </summary>
internal sealed class OpenLoopLoad : IAsyncDisposable
{
    /// <summary>
    /// Requests a second. With those of a release's own watch no more are under way, even when a machine stands still for as long as a
    /// request may take (30 s), than the engine's own port proxy survives: at six files a connection it ends with the 20,000 files that it
    /// may open.
    /// </summary>
    private const int Rate = 20;

    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(200);

    /// <summary>A command that refuses is over before enough was sent to prove anything.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(2);

    private readonly long started = TimeProvider.System.GetTimestamp();
    private readonly OpenLoopProbe probe;
    private readonly EventListener? listener;
    private bool stopped;

    private OpenLoopLoad(OpenLoopProbe probe, EventListener? listener) => (this.probe, this.listener) = (probe, listener);

    /// <param name="address">The site.</param>
    /// <param name="events">Whether a stream of events is held too.</param>
    /// <param name="slow">Milliseconds that the slow requests take.</param>
    public static async Task<OpenLoopLoad> StartAsync(Uri address, bool events, int slow = 400)
    {
        var sending = OpenLoopProbe.Start(
            new ProbeOptions
            {
                BaseAddress = address,
                Rate = Rate,
                Paths =
                [
                    new ProbeRequest("/version.json", Weight: 10), new ProbeRequest($"/slow?ms={slow}", Weight: 3),
                    new ProbeRequest("/upload", Weight: 2, BodyBytes: 200_000), new ProbeRequest("/orders", Weight: 2),
                ],
            },
            TimeProvider.System);
        var load = new OpenLoopLoad(sending, events ? new EventListener(address) : null);
        await Task.Delay(Margin, TimeProvider.System, CancellationToken.None);
        return load;
    }

    /// <summary>Goes on for a fifth of a second more, and for two in all, waits for the answers under way and counts.</summary>
    public async Task<LoadResult> StopAsync()
    {
        var left = Least - TimeProvider.System.GetElapsedTime(started);
        await Task.Delay(left > Margin ? left : Margin, TimeProvider.System, CancellationToken.None);
        stopped = true;
        var requests = await probe.StopAsync(CancellationToken.None);
        var result = new LoadResult(requests, listener is null ? [] : await listener.StopAsync());
        Observations.NoteRequests(requests.Sent, result.Lost);
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        if (!stopped)
        {
            await probe.StopAsync(CancellationToken.None);
        }

        if (listener is not null)
        {
            await listener.DisposeAsync();
        }
    }
}
