using Slipway.Keeper;

namespace Slipway.Verification;

/// <summary>Collects the outcomes of requests that end in any order.</summary>
internal sealed class ProbeTally(TimeProvider time)
{
    private const int KeptFailures = 20;

    /// <summary>What is answered until then after a shift was under way while the traffic moved, or was the first to follow it.</summary>
    private static readonly TimeSpan Wake = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly List<TimeSpan> before = [];
    private readonly List<TimeSpan> during = [];
    private readonly List<TimeSpan> after = [];
    private readonly List<ProbeFailure> failures = [];
    private readonly Dictionary<string, int> answers = new(StringComparer.Ordinal);
    private int sent;
    private int omitted;
    private int errors;
    private (int Sent, int Lost, int Errors) sinceShift;
    private bool shifted;
    private bool shifting;
    private long lastShift;
    private long? lastAnswer;
    private TimeSpan? gap;
    private bool lostSince;

    public void Begin() => Interlocked.Increment(ref sent);

    public void Omit() => Interlocked.Increment(ref omitted);

    public void Answered(TimeSpan latency, string? counted)
    {
        lock (gate)
        {
            Note(latency);
            if (counted is not null)
            {
                answers[counted] = answers.GetValueOrDefault(counted) + 1;
            }
        }
    }

    /// <summary>The application answered, and could not do what was asked.</summary>
    public void Failed(ProbeFailure failure, TimeSpan latency)
    {
        lock (gate)
        {
            failures.Add(failure);
            errors++;
            sinceShift.Sent += shifted ? 1 : 0;
            sinceShift.Errors += shifted ? 1 : 0;
            NoteAnswer();
        }
    }

    public void Lost(ProbeFailure failure)
    {
        lock (gate)
        {
            failures.Add(failure);
            sinceShift.Sent += shifted ? 1 : 0;
            sinceShift.Lost += shifted ? 1 : 0;
            lostSince = true;
        }
    }

    /// <summary>The traffic is about to go elsewhere. What came between two shifts was under way during the switch.</summary>
    public void BeginShift()
    {
        lock (gate)
        {
            during.AddRange(after);
            after.Clear();
            (shifted, shifting) = (true, true);
        }
    }

    /// <summary>The traffic goes elsewhere.</summary>
    public void EndShift()
    {
        lock (gate)
        {
            (shifting, lastShift) = (false, time.GetTimestamp());
        }
    }

    /// <summary>Requests that have ended, one way or another, and those of them that were lost or failed.</summary>
    public (int Ended, int Lost) Count()
    {
        lock (gate)
        {
            return (before.Count + during.Count + after.Count + failures.Count, failures.Count);
        }
    }

    /// <summary>What has ended since the first shift; null before it.</summary>
    public SwitchFigures? Figures()
    {
        lock (gate)
        {
            if (!shifted)
            {
                return null;
            }

            var open = lostSince && lastAnswer is { } last ? time.GetElapsedTime(last) : TimeSpan.Zero;
            return new SwitchFigures
            {
                Sent = sinceShift.Sent,
                Lost = before.Count + during.Count + after.Count + errors == 0 ? null : sinceShift.Lost,
                Errors = sinceShift.Errors,
                LongestGap = gap is null && open == TimeSpan.Zero ? null : open > (gap ?? TimeSpan.Zero) ? open : gap,
                Before = Latencies(before),
                During = Latencies(during),
                After = Latencies(after),
            };
        }
    }

    public ProbeResult Result()
    {
        lock (gate)
        {
            List<TimeSpan> all = [.. before, .. during, .. after];
            all.Sort();
            return new ProbeResult
            {
                Sent = sent,
                Omitted = omitted,
                Answered = all.Count,
                Errors = errors,
                Reasons = failures.GroupBy(failure => failure.Reason, StringComparer.Ordinal)
                    .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal),
                FirstFailures = [.. failures.OrderBy(failure => failure.DueAt).Take(KeptFailures)],
                Answers = new Dictionary<string, int>(answers, StringComparer.Ordinal),
                P50 = Percentile(all, 50),
                P99 = Percentile(all, 99),
                Max = Percentile(all, 100),
            };
        }
    }

    private void Note(TimeSpan latency)
    {
        sinceShift.Sent += shifted ? 1 : 0;
        (!shifted ? before : shifting || time.GetElapsedTime(lastShift) - latency <= Wake ? during : after).Add(latency);
        NoteAnswer();
    }

    private void NoteAnswer()
    {
        var now = time.GetTimestamp();
        if (shifted && lastAnswer is { } last && time.GetElapsedTime(last, now) is var since && since > (gap ?? TimeSpan.Zero))
        {
            gap = since;
        }

        (lastAnswer, lostSince) = (now, false);
    }

    private static LatencyFigures? Latencies(List<TimeSpan> latencies)
    {
        List<TimeSpan> sorted = [.. latencies.Order()];
        return sorted.Count == 0 ? null : new LatencyFigures(sorted.Count, Percentile(sorted, 50), Percentile(sorted, 99));
    }

    private static TimeSpan Percentile(List<TimeSpan> sorted, int percent) =>
        sorted.Count == 0 ? TimeSpan.Zero : sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * percent / 100.0) - 1)];
}
