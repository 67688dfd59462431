using System.Collections.Concurrent;
using Slipway.Routing;

namespace Slipway.Bench.Routers;

/// <summary>
/// Sees a switch from the client's side: a few kept connections, each asking again as soon as it was answered, and every answer noted with
/// the slot that it came from.
/// </summary>
internal sealed class SlotWatch : IAsyncDisposable
{
    private const int Connections = 3;

    private readonly ConcurrentQueue<Answer> answers = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Task[] asking;

    public SlotWatch(Uri address, TimeProvider time) =>
        asking =
        [
            .. Enumerable.Range(0, Connections)
                .Select(_ => Task.Run(() => AskAsync(new Uri(address, "/version.json"), time), CancellationToken.None)),
        ];

    /// <summary>What was answered since the last call.</summary>
    public IReadOnlyList<Answer> Take()
    {
        // A connection that broke would leave the others to tell half the story.
        foreach (var task in asking.Where(task => task.IsFaulted))
        {
            throw task.Exception!.GetBaseException();
        }

        var taken = new List<Answer>();
        while (answers.TryDequeue(out var answer))
        {
            taken.Add(answer);
        }

        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        foreach (var task in asking)
        {
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        stopping.Dispose();
    }

    private async Task AskAsync(Uri address, TimeProvider time)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 1, UseProxy = false, ActivityHeadersPropagator = null };
        using var invoker = new HttpMessageInvoker(handler);
        while (!stopping.IsCancellationRequested)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            var sentAt = time.GetTimestamp();
            using var response = await invoker.SendAsync(request, stopping.Token);
            var answeredAt = time.GetTimestamp();
            response.EnsureSuccessStatusCode();
            await response.Content.CopyToAsync(Stream.Null, stopping.Token);
            answers.Enqueue(new Answer(sentAt, answeredAt,
                response.Headers.GetValues(Preview.Header).Single() == Slot.Blue.Label() ? Slot.Blue : Slot.Green));
        }
    }

    /// <summary>One request, in timestamps of the clock.</summary>
    internal sealed record Answer(long SentAt, long AnsweredAt, Slot Slot);
}
