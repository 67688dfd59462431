using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Slipway.Waiting;

/// <summary>Waits for what can only be found out by looking again: always bounded, and never silent for long.</summary>
/// <param name="time">The clock.</param>
/// <param name="report">
/// Hears every 5 s what is waited for and what is seen instead, how long already, and how long at most; on any thread, one call at a time.
/// </param>
public sealed class Poller(TimeProvider time, Action<string, TimeSpan, TimeSpan> report)
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(5);

    // The bounds of a timeout in Polly.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>A poller that reports in sentences.</summary>
    /// <param name="progress">Hears a sentence every 5 s.</param>
    /// <param name="time">The clock.</param>
    public static Poller Telling(IProgress<string> progress, TimeProvider time) =>
        new(time, (what, elapsed, limit) =>
            progress.Report($"waiting for {what}: {elapsed.TotalSeconds:0} s of at most {limit.TotalSeconds:0} s"));

    /// <summary>A poller for waits of an instant, of which there is nothing to report.</summary>
    /// <param name="time">The clock.</param>
    public static Poller Quiet(TimeProvider time) => new(time, (_, _, _) => { });

    /// <summary>Looks until <paramref name="observe"/> returns null.</summary>
    /// <param name="what">What is waited for, to follow "waiting for".</param>
    /// <param name="limit">
    /// How long at most; less than 10 ms is 10 ms, more than 24 h is 24 h. A look that is under way then is cancelled.
    /// </param>
    /// <param name="pacing">How often.</param>
    /// <param name="observe">Null when it has come about, else what is so instead. What it throws ends the wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="WaitTimedOutException">The limit ran out.</exception>
    public async Task UntilAsync(
        string what, TimeSpan limit, Pacing pacing, Func<CancellationToken, Task<string?>> observe, CancellationToken cancellationToken)
    {
        limit = limit < Shortest ? Shortest : limit > Longest ? Longest : limit;
        using var wait = new Wait(time, report, what, limit);
        var pipeline = new ResiliencePipelineBuilder<string?> { TimeProvider = time }
            .AddTimeout(limit)
            .AddRetry(new RetryStrategyOptions<string?>
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome is { Exception: null, Result: not null }),
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(pacing.After(arguments.AttemptNumber)),
                OnRetry = arguments =>
                {
                    wait.Saw(arguments.Outcome.Result!);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
        try
        {
            await pipeline.ExecuteAsync(async token => await observe(token), cancellationToken);
        }
        catch (TimeoutRejectedException)
        {
            throw new WaitTimedOutException(what, limit, wait.Seen);
        }
    }

    /// <summary>Lets time pass.</summary>
    /// <param name="what">What it is given to, to follow "waiting for".</param>
    /// <param name="duration">How long, not negative.</param>
    /// <param name="cancellationToken">Ends the pause.</param>
    public async Task PauseAsync(string what, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var wait = new Wait(time, report, what, duration);
        await Task.Delay(duration, time, cancellationToken);
    }

    /// <summary>One wait as it is reported: after a look, and also while a look takes long.</summary>
    private sealed class Wait : IDisposable
    {
        private readonly Lock gate = new();
        private readonly TimeProvider time;
        private readonly Action<string, TimeSpan, TimeSpan> report;
        private readonly string what;
        private readonly TimeSpan limit;
        private readonly long start;
        private readonly ITimer timer;
        private TimeSpan reported;
        private bool over;

        public Wait(TimeProvider time, Action<string, TimeSpan, TimeSpan> report, string what, TimeSpan limit)
        {
            (this.time, this.report, this.what, this.limit, start) = (time, report, what, limit, time.GetTimestamp());
            timer = time.CreateTimer(_ => ReportIfDue(), state: null, ReportEvery, ReportEvery);
        }

        public string? Seen { get; private set; }

        public void Saw(string observed)
        {
            Seen = observed;
            ReportIfDue();
        }

        public void Dispose()
        {
            timer.Dispose();
            lock (gate)
            {
                over = true;
            }
        }

        private void ReportIfDue()
        {
            lock (gate)
            {
                var elapsed = time.GetElapsedTime(start);
                if (!over && elapsed - reported >= ReportEvery)
                {
                    reported = elapsed;
                    report(Seen is null ? what : $"{what}; observed: {Seen}", elapsed, limit);
                }
            }
        }
    }
}
