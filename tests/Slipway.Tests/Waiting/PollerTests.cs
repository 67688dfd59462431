using Slipway.Tests.Recording;
using Slipway.Waiting;

namespace Slipway.Tests.Waiting;

/// <summary>Every wait ends, and says what it waits for.</summary>
public sealed class PollerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly Pacing EverySecond = Pacing.Every(TimeSpan.FromSeconds(1));

    private readonly VirtualTime time = new();
    private readonly List<(string What, double Elapsed, double Limit)> heard = [];

    [Fact]
    public async Task It_looks_until_what_is_waited_for_has_come_about()
    {
        var looks = 0;
        await UntilAsync(_ => Task.FromResult(++looks == 4 ? null : "not yet"));

        Assert.Equal(4, looks);
        Assert.Equal(TimeSpan.FromSeconds(3), time.Elapsed);
        Assert.Empty(heard);
    }

    [Fact]
    public async Task It_says_every_five_seconds_what_it_waits_for_and_what_it_sees_instead()
    {
        var looks = 0;
        await UntilAsync(_ => Task.FromResult(++looks == 13 ? null : $"look {looks}"));

        Assert.Equal([("it; observed: look 6", 5, 20), ("it; observed: look 11", 10, 20)], heard);
    }

    [Fact]
    public async Task It_gives_up_at_its_limit_and_says_what_it_saw()
    {
        var error = await Assert.ThrowsAsync<WaitTimedOutException>(() => UntilAsync(_ => Task.FromResult<string?>("not yet")));

        Assert.Equal(("it", Limit, "not yet"), (error.What, error.Limit, error.Observed));
        Assert.Equal("Waited 20 s for it. Observed: not yet.", error.Message);
        Assert.Equal("Waited 20 s for it. Observed: not yet. Look there.", error.Explained(" Look there.").Message);
    }

    /// <summary>A description may set 24 h, and a step adds its own margin to that.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(25 * 60 * 60 * 1000)]
    public async Task A_limit_that_is_hardly_one_is_taken_for_the_nearest_that_is(int milliseconds)
    {
        var looks = 0;
        await time.RunAsync(async () =>
        {
            await Poller.Quiet(time).UntilAsync(
                "it", TimeSpan.FromMilliseconds(milliseconds), EverySecond, _ => Task.FromResult<string?>(++looks > 0 ? null : "not yet"),
                CancellationToken.None);
            return 0;
        });

        Assert.Equal(1, looks);
    }

    [Fact]
    public async Task A_look_that_does_not_come_back_is_cancelled_at_the_limit()
    {
        var error = await Assert.ThrowsAsync<WaitTimedOutException>(() => UntilAsync(async token =>
        {
            await Task.Delay(TimeSpan.FromDays(1), time, token);
            return null;
        }));

        Assert.Null(error.Observed);
        Assert.Equal("Waited 20 s for it. Observed: no reply.", error.Message);
    }

    [Fact]
    public async Task What_a_look_throws_ends_the_wait()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => UntilAsync(_ => throw new InvalidOperationException("no")));
        Assert.Equal(TimeSpan.Zero, time.Elapsed);
    }

    [Fact]
    public async Task Who_is_interrupted_does_not_wait_to_the_limit()
    {
        using var interruption = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => UntilAsync(async _ =>
        {
            await interruption.CancelAsync();
            return "not yet";
        }, interruption.Token));
        Assert.True(time.Elapsed < Limit);
    }

    [Fact]
    public void Pauses_grow_by_a_tenth_up_to_the_longest()
    {
        var pacing = new Pacing(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(150));

        Assert.Equal([100, 110, 121, 133.1, 146.41, 150, 150],
            Enumerable.Range(0, 7).Select(look => Math.Round(pacing.After(look).TotalMilliseconds, 2)));
        Assert.Equal(pacing.Longest, pacing.After(int.MaxValue));
        Assert.Equal(TimeSpan.FromHours(24), new Pacing(TimeSpan.FromMilliseconds(25), TimeSpan.FromHours(24)).After(int.MaxValue));
    }

    private Task UntilAsync(Func<CancellationToken, Task<string?>> observe, CancellationToken cancellationToken = default)
    {
        var poller = new Poller(time, (what, elapsed, limit) => heard.Add((what, elapsed.TotalSeconds, limit.TotalSeconds)));
        return time.RunAsync(() => poller.UntilAsync("it", Limit, EverySecond, observe, cancellationToken));
    }
}
