using System.Collections.Concurrent;
using System.Net;
using Slipway.Testing.Processes;
using Slipway.Verification;

namespace Slipway.Tests.Verification;

public sealed class OpenLoopProbeTests
{
    /// <summary>An unhandled error on the thread of a timer ends the whole process, and a release with it.</summary>
    [Fact]
    public async Task A_limit_that_runs_out_while_the_answer_arrives_ends_nothing()
    {
        using var server = new HttpListener();
        var address = new Uri($"http://127.0.0.1:{Ports.Free()}/");
        server.Prefixes.Add(address.ToString());
        server.Start();
        var serving = ServeAsync(server);
        var time = new BelatedTime();

        var probe = OpenLoopProbe.Start(new ProbeOptions { BaseAddress = address, Rate = 50, Paths = [new ProbeRequest("/")] }, time);
        while (time.Fired.IsEmpty)
        {
            await Task.Delay(10, CancellationToken.None);
        }

        var result = await probe.StopAsync(CancellationToken.None);
        server.Stop();
        await serving;

        Assert.Equal(0, result.Failed);
        Assert.All(time.Fired, error => Assert.Null(error));
    }

    private static async Task ServeAsync(HttpListener server)
    {
        try
        {
            while (true)
            {
                (await server.GetContextAsync()).Response.Close();
            }
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    /// <summary>Each timer fires a moment after it was disposed of, as one does that was on its way.</summary>
    private sealed class BelatedTime : TimeProvider
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
}
