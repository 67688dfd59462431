namespace Slipway.Verification;

/// <summary>Collects the outcomes of requests that end in any order.</summary>
internal sealed class ProbeTally
{
    private const int KeptFailures = 20;
    private readonly Lock gate = new();
    private readonly List<TimeSpan> latencies = [];
    private readonly List<ProbeFailure> failures = [];
    private readonly Dictionary<string, int> answers = new(StringComparer.Ordinal);
    private int sent;
    private int omitted;

    public void Begin() => Interlocked.Increment(ref sent);

    public void Omit() => Interlocked.Increment(ref omitted);

    public void Answered(TimeSpan latency, string? counted)
    {
        lock (gate)
        {
            latencies.Add(latency);
            if (counted is not null)
            {
                answers[counted] = answers.GetValueOrDefault(counted) + 1;
            }
        }
    }

    public void Lost(ProbeFailure failure)
    {
        lock (gate)
        {
            failures.Add(failure);
        }
    }

    /// <summary>Requests that have ended, one way or another, and those of them that were lost.</summary>
    public (int Ended, int Lost) Count()
    {
        lock (gate)
        {
            return (latencies.Count + failures.Count, failures.Count);
        }
    }

    public ProbeResult Result()
    {
        lock (gate)
        {
            latencies.Sort();
            return new ProbeResult
            {
                Sent = sent,
                Omitted = omitted,
                Answered = latencies.Count,
                Reasons = failures.GroupBy(failure => failure.Reason, StringComparer.Ordinal)
                    .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal),
                FirstFailures = [.. failures.OrderBy(failure => failure.DueAt).Take(KeptFailures)],
                Answers = new Dictionary<string, int>(answers, StringComparer.Ordinal),
                P50 = Percentile(50),
                P99 = Percentile(99),
                Max = Percentile(100),
            };
        }
    }

    private TimeSpan Percentile(int percent) =>
        latencies.Count == 0 ? TimeSpan.Zero : latencies[Math.Max(0, (int)Math.Ceiling(latencies.Count * percent / 100.0) - 1)];
}
