using Slipway.Applications;
using Slipway.Routing;
using Slipway.Verification;

namespace Slipway.Routers.Tests.Verification;

/// <summary>The probe against a server that behaves badly on purpose.</summary>
public sealed class OpenLoopProbeTests : IDisposable
{
    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));

    public void Dispose() => limit.Dispose();

    [Fact]
    public async Task Whole_answers_are_counted_by_the_slot_that_gave_them()
    {
        await using var server = new BadServer(close: (_, _) => false);

        var result = await ProbeAsync(server);

        Assert.Equal(0, result.Failed);
        Assert.True(result.Sent > 10, result.ToString());
        Assert.Equal(result.Sent, server.Requests);
        Assert.Equal(result.Sent, result.Answers["blue"]);
        Assert.True(result.P50 <= result.P99 && result.P99 <= result.Max);
        Assert.True(server.Connections > result.Sent / 2 - 1, "half of the requests come on a connection of their own");
    }

    /// <summary>
    /// On a loaded machine all of a probe may be under way at once, each on a connection of its own: then another follows.
    /// </summary>
    [Fact]
    public async Task Requests_reuse_a_connection_that_is_free()
    {
        await using var server = new BadServer(close: (_, _) => false);
        do
        {
            await ProbeAsync(server);
        }
        while (server.Connections == server.Requests);
    }

    /// <summary>.NET's handler would send such a request a second time, unseen; the probe must not.</summary>
    [Fact]
    public async Task A_kept_connection_closed_instead_of_an_answer_is_a_lost_request_and_is_never_sent_again()
    {
        await using var server = new BadServer(close: (request, _) => request >= 2);

        var result = await ProbeAsync(server);

        Assert.True(result.Failed > 0, result.ToString());
        Assert.Equal(result.Sent, server.Requests);
        Assert.Equal(result.Failed, server.Dropped);
        Assert.All(result.FirstFailures, failure => Assert.True(failure.KeptAlive));
    }

    [Fact]
    public async Task A_status_of_500_and_above_is_a_lost_request()
    {
        await using var server = new BadServer(close: (_, _) => false, status: "503 Service Unavailable");

        var result = await ProbeAsync(server);

        Assert.Equal(result.Sent, result.Failed);
        Assert.Equal(result.Sent, result.Reasons["status 503"]);
        Assert.Contains("failed", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_where_nobody_listens_loses_everything()
    {
        var server = new BadServer(close: (_, _) => false);
        await server.DisposeAsync();

        var result = await ProbeAsync(server);

        Assert.True(result.Sent > 0);
        Assert.Equal(result.Sent, result.Failed);
    }

    /// <summary>A machine that slept, a process that was frozen: thousands of requests at once would be an attack on the site.</summary>
    [Fact]
    public async Task What_was_due_while_the_probe_itself_stood_still_is_not_made_up_for()
    {
        await using var server = new BadServer(close: (_, _) => false);
        var time = new SleepingTime();
        var probe = OpenLoopProbe.Start(new ProbeOptions { BaseAddress = server.Address, Paths = ["/"], Rate = 100 }, time);
        while (server.Requests < 3)
        {
            await Task.Delay(10, limit.Token);
        }

        time.Sleep(TimeSpan.FromMinutes(1));
        var before = server.Requests;
        // Also where many were under way before it slept.
        while (server.Requests < before + 100)
        {
            await Task.Delay(10, limit.Token);
        }

        var result = await probe.StopAsync(limit.Token);
        Assert.InRange(result.Omitted, 5_890, 5_910 + result.Sent);
        Assert.Contains($"{result.Omitted} not sent", result.ToString(), StringComparison.Ordinal);
    }

    /// <summary>An unhandled error on the thread of a timer ends the whole process, and a release with it.</summary>
    [Fact]
    public async Task A_limit_that_runs_out_while_the_answer_arrives_ends_nothing()
    {
        await using var server = new BadServer(close: (_, _) => false);
        var time = new BelatedTime();
        var probe = OpenLoopProbe.Start(new ProbeOptions { BaseAddress = server.Address, Paths = ["/"] }, time);
        while (time.Fired.IsEmpty)
        {
            await Task.Delay(10, limit.Token);
        }

        var result = await probe.StopAsync(limit.Token);

        Assert.Equal(0, result.Failed);
        Assert.All(time.Fired, Assert.Null);
    }

    /// <summary>The load of a test is what clients do; the watch of a release is Slipway's own.</summary>
    [Fact]
    public async Task Only_what_watches_a_release_says_that_it_is_no_client()
    {
        await using var server = new BadServer(close: (_, _) => false);
        await ProbeAsync(server);
        Assert.DoesNotContain(OwnRequest.Header, server.Heard, StringComparison.OrdinalIgnoreCase);

        var settings = new VerificationSettings { ProbePath = "/watched", ProbeRate = 100 };
        await using var watch = new TrafficWatch(server.Address, settings, TimeProvider.System);
        await watch.BeginAsync(limit.Token);
        while (!server.Heard.Contains("GET /watched", StringComparison.Ordinal))
        {
            await Task.Delay(10, limit.Token);
        }

        await watch.EndAsync(limit.Token);
        Assert.Contains(OwnRequest.Header, server.Heard, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The server answers each third request well, each third with a 503 of its own, and each third as a router would.</summary>
    [Fact]
    public async Task What_the_application_did_not_answer_is_lost_and_what_it_failed_at_is_not()
    {
        var (all, mine) = (0, $"{OwnRequest.AnsweredHeader}: blue\r\n");
        await using var server = new BadServer(close: (_, _) => false)
        {
            Head = () => (Interlocked.Increment(ref all) % 3) switch
            {
                0 => ("404 Not Found", ""), 1 => ("200 OK", mine), _ => ("503 Service Unavailable", mine),
            },
        };
        await using var watch = new TrafficWatch(server.Address, new VerificationSettings { ProbeRate = 200 }, TimeProvider.System)
        {
            TellsOwnAnswers = true,
        };
        await watch.BeginAsync(limit.Token);
        Assert.Null(watch.Figures);
        await AwaitEndedAsync(watch, 6);
        watch.BeginShift();
        watch.EndShift();
        await AwaitEndedAsync(watch, watch.Count().Ended + 300);
        while (watch.Figures is { After: null })
        {
            // A machine that stood still answers late what was due before.
            await AwaitEndedAsync(watch, watch.Count().Ended + 10);
        }

        var result = (await watch.EndAsync(limit.Token))!;
        var figures = watch.Figures!;

        Assert.InRange(result.Lost, 90, result.Sent);
        Assert.InRange(result.Errors, 90, result.Sent - result.Lost);
        Assert.Equal(result.Failed, result.Lost + result.Errors);
        Assert.Equal(result.Lost, result.Reasons["status 404 of the router itself"]);
        Assert.InRange(figures.Sent!.Value, 300, result.Sent - 6);
        Assert.InRange(figures.Lost!.Value, 90, result.Lost);
        Assert.InRange(figures.Errors!.Value, 90, result.Errors);
        Assert.All([figures.Before, figures.During, figures.After], phase => Assert.InRange(phase!.P99, phase.P50, TimeSpan.MaxValue));
        Assert.NotNull(figures.LongestGap);
    }

    [Fact]
    public async Task What_no_application_ever_answered_says_nothing_of_what_was_lost()
    {
        await using var server = new BadServer(close: (_, _) => false) { Head = () => ("404 Not Found", "") };
        await using var watch = new TrafficWatch(server.Address, new VerificationSettings { ProbeRate = 100 }, TimeProvider.System)
        {
            TellsOwnAnswers = true,
        };
        await watch.BeginAsync(limit.Token);
        watch.BeginShift();
        // Also where many were under way when the shift began.
        await AwaitEndedAsync(watch, watch.Count().Ended + 300);
        await watch.EndAsync(limit.Token);

        Assert.Null(watch.Figures!.Lost);
        Assert.InRange(watch.Figures.Sent!.Value, 1, int.MaxValue);
    }

    private async Task AwaitEndedAsync(TrafficWatch watch, int count)
    {
        while (watch.Count().Ended < count)
        {
            await Task.Delay(10, limit.Token);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2001)]
    public void A_rate_out_of_range_is_refused(int rate) => Assert.Throws<ArgumentOutOfRangeException>(() =>
        OpenLoopProbe.Start(
            new ProbeOptions { BaseAddress = new Uri("http://127.0.0.1/"), Paths = ["/"], Rate = rate }, TimeProvider.System));

    private async Task<ProbeResult> ProbeAsync(BadServer server)
    {
        var probe = OpenLoopProbe.Start(new ProbeOptions { BaseAddress = server.Address, Paths = ["/"], Rate = 100 }, TimeProvider.System);
        await Task.Delay(500, limit.Token);
        return await probe.StopAsync(limit.Token);
    }

    /// <summary>The system's clock, on a machine that sleeps.</summary>
    private sealed class SleepingTime : TimeProvider
    {
        private long slept;

        public void Sleep(TimeSpan duration) => Interlocked.Add(ref slept, (long)(duration.TotalSeconds * TimestampFrequency));

        public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref slept);
    }
}
