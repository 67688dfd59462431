using System.Globalization;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Verification;

namespace Slipway.Strategies.Canary;

/// <summary>
/// Compares the canary with the old version while both have traffic. Missing data never passes: it is waited for, within a bound.
/// </summary>
internal sealed record AnalyseCanary(Slot Canary, TimeSpan Pause, AnalysisSettings Settings) : Step
{
    public override string Describe() => string.Create(CultureInfo.InvariantCulture,
        $"Compare the {Canary.Label()} slot with the {Canary.Other().Label()} one for {Pause.TotalSeconds:0.#} s");

    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var (canary, old) = (new List<TrafficSample>(), new List<TrafficSample>());
        var start = context.Time.GetTimestamp();
        var (last, lastOfOld) = (await ReadAsync(context, Canary, cancellationToken),
            await ReadAsync(context, Canary.Other(), cancellationToken));
        while (true)
        {
            await Task.Delay(Settings.Interval, context.Time, cancellationToken);
            var (now, nowOfOld) = (await ReadAsync(context, Canary, cancellationToken),
                await ReadAsync(context, Canary.Other(), cancellationToken));
            Add(canary, last, now);
            Add(old, lastOfOld, nowOfOld);
            (last, lastOfOld) = (now, nowOfOld);

            var elapsed = context.Time.GetElapsedTime(start);
            var verdict = CanaryAnalysis.Judge(Settings, Pause, elapsed >= Pause, canary, old);
            if (verdict.Judgement == CanaryJudgement.Worse)
            {
                throw new CanaryRejectedException(verdict, $"The canary is worse than the old version: {verdict.Reason}.");
            }

            if (elapsed >= Pause && verdict.Judgement == CanaryJudgement.Good)
            {
                return verdict;
            }

            if (elapsed >= Pause + Settings.Patience)
            {
                throw new CanaryRejectedException(
                    verdict,
                    $"Nothing can be said about the canary after {elapsed.TotalSeconds:0} s, and missing data never passes: "
                        + $"{verdict.Reason}.");
            }

            if (elapsed >= Pause)
            {
                context.Observer.Waiting($"enough traffic to judge the canary; observed: {verdict.Reason}", elapsed,
                    Pause + Settings.Patience);
            }
        }
    }

    private static Task<SlotStatistics> ReadAsync(StepContext context, Slot slot, CancellationToken cancellationToken) =>
        context.Router.ReadStatisticsAsync(slot, cancellationToken);

    private static void Add(List<TrafficSample> samples, SlotStatistics before, SlotStatistics now)
    {
        if (TrafficSample.Between(before, now) is { } sample)
        {
            samples.Add(sample);
        }
    }
}
