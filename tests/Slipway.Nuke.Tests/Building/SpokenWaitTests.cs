using Slipway.Nuke.Building;

namespace Slipway.Nuke.Tests.Building;

/// <summary>A build or a push of minutes is not silent.</summary>
public sealed class SpokenWaitTests
{
    [Fact]
    public void It_says_every_few_seconds_what_it_waits_for_and_the_last_line_and_nothing_after_its_end()
    {
        var (time, said) = (new TickingTime(), new List<string>());
        using (var wait = new SpokenWait("the build of the image shop", time, said.Add))
        {
            time.Tick();
            wait.Hear("Step 3/9 : RUN restore");
            wait.Hear("");
            time.Tick();
        }

        time.Tick();
        Assert.Equal(
            [
                "waiting 5.0 s for the build of the image shop",
                "waiting 10.0 s for the build of the image shop; it says: Step 3/9 : RUN restore",
            ],
            said);
    }

    /// <summary>A clock of which each tick is as long as the wait between two sentences.</summary>
    private sealed class TickingTime : TimeProvider
    {
        private Action? onTick;
        private long now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now;

        public void Tick()
        {
            now += SpokenWait.Every.Ticks;
            onTick?.Invoke();
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Assert.Equal((SpokenWait.Every, SpokenWait.Every), (dueTime, period));
            onTick = () => callback(state);
            return new Timer(this);
        }

        private sealed class Timer(TickingTime time) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose() => time.onTick = null;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
