using Slipway.Applications;
using Slipway.Steps;
using Slipway.Verification;

namespace Slipway.Tests.Steps;

/// <summary>When what is seen of a new version is bad enough, for long enough.</summary>
public sealed class SoakWatchTests
{
    private static readonly TrafficSample Well = new(1000, 10, TimeSpan.FromMilliseconds(20));

    [Fact]
    public void Errors_that_last_are_a_breach_at_the_third_look()
    {
        var watch = new SoakWatch(new SoakBounds(), Well);
        Assert.Null(watch.Add(Answered(50, 25)));
        Assert.Null(watch.Add(Answered(50, 25)));
        Assert.True(watch.IsInBreach);
        Assert.Equal("50 % of its last 50 requests failed; 5 % is allowed, and 1 % of the old version's failed before the switch",
            watch.Add(Answered(50, 25)));
    }

    /// <summary>However few requests there are, and however long the burst stays among the newest of them.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(5000)]
    public void One_burst_of_errors_never_is(int requests)
    {
        var watch = new SoakWatch(new SoakBounds(), Well);
        Quiet(watch, Answered(requests, 0), 30);
        Assert.Null(watch.Add(Answered(requests, requests)));
        Assert.Null(watch.Add(Answered(requests, requests)));
        Quiet(watch, Answered(requests, 0), 30);
        Assert.False(watch.IsInBreach);
    }

    [Fact]
    public void Errors_within_the_bound_are_none()
    {
        var watch = new SoakWatch(new SoakBounds(), Well);
        Quiet(watch, Answered(100, 5), 50);
    }

    [Fact]
    public void Fewer_requests_than_can_be_judged_are_not()
    {
        var watch = new SoakWatch(new SoakBounds(), Well);
        Quiet(watch, Answered(1, 1), 19);
        watch.Add(Answered(1, 1));
        watch.Add(Answered(1, 1));
        Assert.NotNull(watch.Add(Answered(1, 1)));
    }

    [Fact]
    public void Looks_without_requests_say_nothing_in_between()
    {
        var watch = new SoakWatch(new SoakBounds { MinimumRequests = 5 }, Well);
        watch.Add(Answered(5, 5));
        Quiet(watch, Answered(0, 0), 20);
        watch.Add(Answered(5, 5));
        Quiet(watch, Answered(0, 0), 20);
        Assert.NotNull(watch.Add(Answered(5, 5)));
    }

    [Theory]
    [InlineData(1000, 300)]
    [InlineData(20, 6)]
    public void What_the_old_version_failed_at_as_often_is_no_breach(int requests, int errors)
    {
        var watch = new SoakWatch(new SoakBounds(), Well with { Requests = requests, Errors = errors });
        Quiet(watch, Answered(100, 30), 50);
        watch.Add(Answered(100, 40));
        watch.Add(Answered(100, 40));
        Assert.NotNull(watch.Add(Answered(100, 40)));
    }

    [Fact]
    public void A_handful_of_requests_before_the_switch_allows_nothing()
    {
        var watch = new SoakWatch(new SoakBounds(), new TrafficSample(19, 19, null));
        watch.Add(Answered(100, 30));
        watch.Add(Answered(100, 30));
        Assert.Equal("30 % of its last 100 requests failed; 5 % is allowed", watch.Add(Answered(100, 30)));
    }

    [Fact]
    public void A_latency_that_is_many_times_the_old_ones_is_a_breach_and_a_small_difference_never()
    {
        var watch = new SoakWatch(new SoakBounds(), Well);
        Quiet(watch, Answered(100, 0, 260), 50);
        Quiet(new SoakWatch(new SoakBounds(), before: null), Answered(100, 0, 9000), 50);
        var slow = Answered(100, 0, 300);
        watch.Add(slow);
        watch.Add(slow);
        Assert.Equal(
            "it takes 300 ms a request, the old version took 20 ms before the switch; 3 times as long is allowed", watch.Add(slow));
    }

    [Fact]
    public void What_watches_the_public_address_counts_once_it_was_answered_at_all()
    {
        var lost = new SoakSample { Watched = 50, Lost = 50 };
        Quiet(new SoakWatch(new SoakBounds(), before: null), lost, 50);
        var watch = new SoakWatch(new SoakBounds(), before: null);
        Quiet(watch, lost with { Lost = 0 }, 5);
        watch.Add(lost);
        watch.Add(lost);
        Assert.Equal("50 of the last 50 requests that watch the public address failed; 5 % is allowed", watch.Add(lost));
    }

    [Fact]
    public void Bounds_are_judged_each_in_a_row_of_its_own()
    {
        var watch = new SoakWatch(new SoakBounds(), Well);
        foreach (var sample in new[] { Answered(50, 25), Answered(50, 0) with { Faults = ["web is gone"] }, Answered(50, 25) })
        {
            Assert.Null(watch.Add(sample));
        }
    }

    [Fact]
    public void Restarts_beyond_the_bound_stay_a_breach()
    {
        var watch = new SoakWatch(new SoakBounds { MaxRestarts = 1 }, Well);
        Quiet(watch, new SoakSample { Restarts = 1 }, 5);
        watch.Add(new SoakSample { Restarts = 2 });
        watch.Add(new SoakSample { Restarts = 2 });
        Assert.Equal("its containers were started again 2 times; 1 is allowed", watch.Add(new SoakSample { Restarts = 2 }));
    }

    [Fact]
    public void The_figures_are_told()
    {
        var watch = new SoakWatch(new SoakBounds(), Well);
        Quiet(watch, Answered(1000, 2, 21) with { Watched = 50 }, 2);
        Assert.Equal(
            "2,000 requests of clients, errors 0.2 % (before: 1 %), latency 21 ms (before: 20 ms); 100 own requests, 0 lost; 0 restarts",
            watch.Describe());
    }

    private static SoakSample Answered(int requests, int errors, int? milliseconds = null) => new()
    {
        Traffic = new TrafficSample(requests, errors, milliseconds is { } took ? TimeSpan.FromMilliseconds(took) : null),
    };

    private static void Quiet(SoakWatch watch, SoakSample sample, int looks)
    {
        for (var look = 0; look < looks; look++)
        {
            Assert.Null(watch.Add(sample));
        }
    }
}
