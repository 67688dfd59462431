using Slipway.Strategies.Canary;
using Slipway.Verification;

namespace Slipway.Tests.Strategies;

/// <summary>What a canary is judged by.</summary>
public sealed class CanaryAnalysisTests
{
    private static readonly AnalysisSettings Settings = new();
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(40);

    [Fact]
    public void As_good_as_the_old_version_is_good() =>
        Expect(CanaryJudgement.Good, "errors 1 % against 1 %, latency 20 ms against 20 ms", Short, Samples(10, 1, 20), Samples(10, 1, 20));

    [Fact]
    public void Errors_beyond_the_limit_are_worse_at_once() =>
        Expect(CanaryJudgement.Worse, "3 % of its requests failed, 1 % of the old version's; 1 % more is allowed", Short,
            Samples(10, 3, 20), Samples(10, 1, 20), isOver: false);

    [Fact]
    public void Latency_beyond_the_limit_is_worse() =>
        Expect(CanaryJudgement.Worse, "it took 40 ms a request, the old version 20 ms; 1.5 times as long is allowed", Short,
            Samples(10, 0, 40), Samples(10, 0, 20));

    [Fact]
    public void A_few_milliseconds_never_count() => Expect(CanaryJudgement.Good, "", Short, Samples(10, 0, 9), Samples(10, 0, 1));

    [Theory]
    [InlineData(0, 100)]
    [InlineData(100, 0)]
    [InlineData(1, 100)]
    public void Too_few_requests_of_either_are_missing_data(int requests, int ofOld) =>
        Expect(CanaryJudgement.Missing, "20 of each are needed", Short, [new(requests, 0, TimeSpan.Zero)], [new(ofOld, 0, TimeSpan.Zero)]);

    [Fact]
    public void Latency_that_the_router_does_not_tell_is_missing_data() =>
        Expect(CanaryJudgement.Missing, "does not tell the latency", Short, [new(100, 0, null)], Samples(10, 0, 20));

    [Fact]
    public void A_long_pause_without_its_samples_is_missing_data() =>
        Expect(CanaryJudgement.Missing, "the rank test has 10 samples of the canary and 30 of the old version", Long, Samples(10, 0, 20),
            Samples(30, 0, 20));

    [Fact]
    public void A_long_pause_finds_a_slowness_that_the_limits_let_pass()
    {
        Expect(CanaryJudgement.Good, "", Short, Samples(30, 0, 65), Samples(30, 0, 50));
        Expect(CanaryJudgement.Worse, "it is slower than the old version (rank test: p = 0", Long, Samples(30, 0, 65), Samples(30, 0, 50));
    }

    [Fact]
    public void A_long_pause_finds_errors_that_the_limits_let_pass()
    {
        var tolerant = Settings with { MaxErrorRateDifference = 0.05 };
        Assert.Equal(CanaryJudgement.Worse,
            CanaryAnalysis.Judge(tolerant, Long, isOver: true, Samples(30, 3, 20), Samples(30, 1, 20)).Judgement);
    }

    [Fact]
    public void The_rank_test_waits_for_the_end_of_the_pause() =>
        Expect(CanaryJudgement.Good, "", Long, Samples(30, 0, 65), Samples(30, 0, 50), isOver: false);

    private static void Expect(
        CanaryJudgement expected, string reason, TimeSpan pause, IReadOnlyList<TrafficSample> canary, IReadOnlyList<TrafficSample> old,
        bool isOver = true)
    {
        var verdict = CanaryAnalysis.Judge(Settings, pause, isOver, canary, old);
        Assert.Equal(expected, verdict.Judgement);
        Assert.Contains(reason, verdict.Reason, StringComparison.Ordinal);
    }

    private static IReadOnlyList<TrafficSample> Samples(int count, int errors, double milliseconds) =>
        [
            .. Enumerable.Range(0, count)
                .Select(index => new TrafficSample(100, errors, TimeSpan.FromMilliseconds(milliseconds + (index % 2 * 2) - 1))),
        ];
}
