using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Slipway.Keeper;
using Slipway.Routing;

namespace Slipway.Verification;

/// <summary>
/// Sends requests on a fixed schedule, whatever the answers: a closed loop would send less the slower the site gets, and so would not
/// see an outage. Nothing is ever sent again. Every other request uses a kept connection, the others open one each.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "StopAsync, which every user awaits for the count, disposes of what is owned.")]
internal sealed class OpenLoopProbe
{
    /// <summary>
    /// A probe that itself stood still for longer, on a machine that slept or was frozen, does not make up for it: all of that at once
    /// would be an attack on the site, and no client's behaviour.
    /// </summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    private readonly ProbeOptions options;
    private readonly TimeProvider time;
    private readonly ProbeRequest[] schedule;
    private readonly ProbeTally tally;

    /// <summary>In turn, so that each kept connection meets what happens to the site, not only those that were used last.</summary>
    private readonly ConcurrentQueue<ProbeConnection> kept = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource aborting = new();
    private readonly Task sending;

    private OpenLoopProbe(ProbeOptions options, TimeProvider time)
    {
        this.options = options;
        this.time = time;
        tally = new ProbeTally(time);
        schedule = Interleave(options.Paths);
        sending = Task.Run(SendOnScheduleAsync, CancellationToken.None);
    }

    /// <summary>Begins to send at once and goes on until <see cref="StopAsync"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static OpenLoopProbe Start(ProbeOptions options, TimeProvider time)
    {
        ProbeOptions.Validate(options);
        return new OpenLoopProbe(options, time);
    }

    /// <summary>Requests that have ended until now, one way or another, and those of them that were lost.</summary>
    public (int Ended, int Lost) Count() => tally.Count();

    /// <summary>What has ended since the first <see cref="BeginShift"/>; null before it.</summary>
    public SwitchFigures? Figures() => tally.Figures();

    /// <summary>The traffic is about to go elsewhere.</summary>
    public void BeginShift() => tally.BeginShift();

    /// <summary>The traffic goes elsewhere.</summary>
    public void EndShift() => tally.EndShift();

    /// <summary>Sends nothing more, waits for the answers under way (each has <see cref="ProbeOptions.Timeout"/>) and counts.</summary>
    public async Task<ProbeResult> StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        try
        {
            await sending.WaitAsync(cancellationToken);
        }
        finally
        {
            await aborting.CancelAsync();
            await sending;
            while (kept.TryDequeue(out var connection))
            {
                connection.Dispose();
            }

            stopping.Dispose();
            aborting.Dispose();
        }

        return tally.Result();
    }

    private async Task SendOnScheduleAsync()
    {
        var interval = TimeSpan.FromSeconds(1) / options.Rate;
        var start = time.GetTimestamp();
        var startedAt = time.GetUtcNow();
        var underWay = new ConcurrentDictionary<int, Task>();
        for (var number = 0; !stopping.IsCancellationRequested; number++)
        {
            var due = interval * number;
            var early = due - time.GetElapsedTime(start);
            if (early > TimeSpan.Zero)
            {
                // An end of the wait by StopAsync is the normal end, not an error.
                await Task.Delay(early, time, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (stopping.IsCancellationRequested)
                {
                    break;
                }
            }
            else if (-early > LongestDelay)
            {
                tally.Omit();
                continue;
            }

            var (index, request) = (number, schedule[(number / 2) % schedule.Length]);
            tally.Begin();
            var task = Task.Run(
                () => SendAsync(request, keepAlive: index % 2 == 0, () => time.GetElapsedTime(start) - due, startedAt + due),
                CancellationToken.None);
            underWay[index] = task;
            _ = task.ContinueWith(_ => underWay.TryRemove(index, out var _), CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        await Task.WhenAll(underWay.Values);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong with a request is a lost request, counted with its reason.")]
    private async Task SendAsync(ProbeRequest probe, bool keepAlive, Func<TimeSpan> latency, DateTimeOffset dueAt)
    {
        var connection = keepAlive && kept.TryDequeue(out var idle) ? idle : new ProbeConnection(options.Certificate);
        var reusable = false;
        // A timer may be on its way when it is disposed of: its source is then not there any more, which only a source's own timer bears.
        using var late = new CancellationTokenSource(Remaining(latency()), time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(aborting.Token, late.Token);
        try
        {
            using var request = new HttpRequestMessage(probe.Method, options.BaseAddress.At(probe.Path));
            request.Headers.Host = options.Host;
            request.Headers.ConnectionClose = !keepAlive;
            request.Headers.TryAddWithoutValidation("User-Agent", "slipway-probe");
            if (options.IsOwn)
            {
                request.Headers.TryAddWithoutValidation(OwnRequest.Header, OwnRequest.Value);
            }

            request.Content = probe.BodyBytes > 0 ? new ByteArrayContent(new byte[probe.BodyBytes]) : null;
            using var response = await connection.SendAsync(request, limit.Token);
            await response.Content.CopyToAsync(Stream.Null, limit.Token);
            if (FindFailure(response) is { } reason)
            {
                var failure = new ProbeFailure(dueAt, probe.Path, reason, keepAlive);
                if (IsRouters(response))
                {
                    tally.Lost(failure);
                }
                else
                {
                    tally.Failed(failure, latency());
                }

                return;
            }

            tally.Answered(latency(), response.Headers.TryGetValues(options.CountedHeader, out var values) ? values.First() : null);
            reusable = keepAlive;
        }
        catch (OperationCanceledException)
        {
            tally.Lost(
                new ProbeFailure(dueAt, probe.Path,
                    aborting.IsCancellationRequested ? "the probe was abandoned" : $"no answer within {options.Timeout.TotalSeconds:0.#} s",
                    keepAlive));
        }
        catch (Exception error)
        {
            tally.Lost(new ProbeFailure(dueAt, probe.Path, error.GetBaseException().Message, keepAlive));
        }
        finally
        {
            if (reusable)
            {
                kept.Enqueue(connection);
            }
            else
            {
                connection.Dispose();
            }
        }
    }

    /// <summary>What is wrong with an answer; null: nothing.</summary>
    private string? FindFailure(HttpResponseMessage response) =>
        options is { IsOwn: true, TellsOwnAnswers: true } && IsRouters(response) ? $"status {(int)response.StatusCode} of the router itself"
        : (int)response.StatusCode >= 500 ? $"status {(int)response.StatusCode}"
        : null;

    /// <summary>Whether an answer is none of the application. To whoever is a client, each one that fails is a lost one.</summary>
    private bool IsRouters(HttpResponseMessage response) => options switch
    {
        { IsOwn: false } => true,
        { TellsOwnAnswers: true } => !response.Headers.Contains(OwnRequest.AnsweredHeader),
        _ => (int)response.StatusCode is 502 or 503 or 504,
    };

    private TimeSpan Remaining(TimeSpan late) => options.Timeout > late ? options.Timeout - late : TimeSpan.Zero;

    /// <summary>Every path as often as its weight says, spread evenly, so that rare ones do not come in bursts.</summary>
    private static ProbeRequest[] Interleave(IReadOnlyList<ProbeRequest> paths) =>
        [.. paths.SelectMany(path => Enumerable.Range(0, path.Weight).Select(turn => (At: (turn + 0.5) / path.Weight, Path: path)))
            .OrderBy(entry => entry.At).Select(entry => entry.Path)];
}
