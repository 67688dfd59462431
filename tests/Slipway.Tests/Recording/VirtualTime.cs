namespace Slipway.Tests.Recording;

/// <summary>
/// Time that passes only when everything waits: <see cref="RunAsync{T}"/> jumps to the next timer whenever the work under test has come to
/// rest. Periodic timers never fire, or the heartbeat of a session would keep the clock going for ever.
/// </summary>
internal sealed class VirtualTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 22, 0, 0, TimeSpan.Zero);

    private readonly Lock gate = new();
    private readonly List<VirtualTimer> timers = [];
    private TimeSpan elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Elapsed => elapsed;

    public override DateTimeOffset GetUtcNow() => Start + elapsed;

    public override long GetTimestamp() => elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>
    /// Runs <paramref name="work"/> to its end. Everything in memory completes at once, so work that has not ended waits for a delay. While
    /// there is no delay it is on its way on another thread (a cancellation sends it there), and no limit may run out meanwhile.
    /// </summary>
    public Task<T> RunAsync<T>(Func<Task<T>> work) => Task.Run(async () =>
    {
        var running = work();
        while (!running.IsCompleted)
        {
            if (!FireNext())
            {
                await Task.WhenAny(running, Task.Delay(1, CancellationToken.None));
            }
        }

        return await running;
    });

    public Task RunAsync(Func<Task> work) => RunAsync(async () =>
    {
        await work();
        return 0;
    });

    private bool FireNext()
    {
        VirtualTimer next;
        lock (gate)
        {
            if (timers.All(timer => timer.IsLimit))
            {
                return false;
            }

            next = timers.MinBy(timer => timer.Due)!;
            timers.Remove(next);
            elapsed = next.Due > elapsed ? next.Due : elapsed;
        }

        next.Fire();
        return true;
    }

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public bool IsLimit => state is CancellationTokenSource;

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                time.timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan && period == Timeout.InfiniteTimeSpan)
                {
                    Due = time.elapsed + dueTime;
                    time.timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
