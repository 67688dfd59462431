using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Slipway.Steps;

/// <summary>Waiting for a condition of the target: bounded, visible, and with the container's own words when it never comes.</summary>
public static class Wait
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(5);
    private const int LogLines = 15;

    /// <summary>
    /// Asks <paramref name="observe"/> until it returns null, with pauses that grow from 25 ms by a tenth each time up to
    /// <see cref="Releases.Timeouts.HealthInterval"/>.
    /// </summary>
    /// <param name="what">What is waited for, to follow "waiting for".</param>
    /// <param name="observe">Null when the condition holds, else what is observed instead.</param>
    /// <param name="container">Whose last log lines explain a failure; null for none.</param>
    /// <exception cref="SlipwayException">The limit ran out: what was expected, what was observed, the container's last lines.</exception>
    public static async Task UntilAsync(
        StepContext context, string what, TimeSpan limit, Func<CancellationToken, Task<string?>> observe, string? container, CancellationToken cancellationToken)
    {
        var start = context.Time.GetTimestamp();
        var reported = TimeSpan.Zero;
        var longest = context.Application.Timeouts.HealthInterval;
        string? seen = null;
        var pipeline = new ResiliencePipelineBuilder<string?> { TimeProvider = context.Time }
            .AddTimeout(limit)
            .AddRetry(new RetryStrategyOptions<string?>
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is null && arguments.Outcome.Result is not null),
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(Pause(arguments.AttemptNumber, longest)),
                OnRetry = arguments =>
                {
                    seen = arguments.Outcome.Result;
                    var elapsed = context.Time.GetElapsedTime(start);
                    if (elapsed - reported >= ReportEvery)
                    {
                        reported = elapsed;
                        context.Observer.Waiting($"{what}; observed: {seen}", elapsed, limit);
                    }

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
            throw new SlipwayException(ExitCode.Failed,
                $"Waited {limit.TotalSeconds:0.#} s for {what}. Observed: {seen ?? "no reply"}.{await LastWordsAsync(context, container, cancellationToken)}");
        }
    }

    /// <summary>A container's last log lines as the end of a message; empty when there are none.</summary>
    public static async Task<string> LastWordsAsync(StepContext context, string? container, CancellationToken cancellationToken)
    {
        if (container is null)
        {
            return "";
        }

        var lines = new List<string>();
        await foreach (var line in context.Engine.Containers.ReadLogsAsync(container, LogLines, follow: false, cancellationToken))
        {
            lines.Add($"  | {line}");
        }

        return lines.Count == 0 ? $"\n{container} has printed nothing." : $"\nLast lines of {container}:\n{string.Join('\n', lines)}";
    }

    private static TimeSpan Pause(int attempt, TimeSpan longest)
    {
        // Beyond 100 attempts the power is past every bound that a specification may set (24 h).
        var pause = FirstPause * Math.Pow(1.1, Math.Min(attempt, 200));
        return pause < longest ? pause : longest;
    }
}
