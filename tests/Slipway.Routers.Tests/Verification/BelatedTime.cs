using System.Collections.Concurrent;

namespace Slipway.Routers.Tests.Verification;

/// <summary>The system's clock, whose timers fire a moment after they were disposed of, as one does that was on its way.</summary>
internal sealed class BelatedTime : TimeProvider
{
    /// <summary>What the callbacks of disposed timers have thrown; null for nothing.</summary>
    public ConcurrentQueue<Exception?> Fired { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Belated(base.CreateTimer(callback, state, dueTime, period), () => Fired.Enqueue(Record.Exception(() => callback(state))));

    private sealed class Belated(ITimer timer, Action fire) : ITimer
    {
        private int disposals;

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            timer.Dispose();
            if (Interlocked.Increment(ref disposals) == 1)
            {
                _ = Task.Delay(20, CancellationToken.None).ContinueWith(_ => fire(), TaskScheduler.Default);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
