namespace Slipway.Bench;

/// <summary>Several runs of one measurement.</summary>
internal sealed record Sample
{
    private readonly TimeSpan[] ordered;

    /// <param name="runs">What each run took; at least one.</param>
    public Sample(IEnumerable<TimeSpan> runs)
    {
        ordered = [.. runs.Order()];
        if (ordered.Length == 0)
        {
            throw new ArgumentException("at least one run is expected", nameof(runs));
        }
    }

    public int Count => ordered.Length;

    public TimeSpan Median => ordered.Length % 2 == 1
        ? ordered[ordered.Length / 2]
        : (ordered[(ordered.Length / 2) - 1] + ordered[ordered.Length / 2]) / 2;

    /// <summary>The time that this share of the runs took at most.</summary>
    /// <param name="share">Above 0, at most 1.</param>
    public TimeSpan Percentile(double share) => ordered[(int)Math.Ceiling(share * Count) - 1];

    /// <summary>Median, 95th and 99th percentile.</summary>
    public string Distribution => $"{Show(Median)} / {Show(Percentile(0.95))} / {Show(Percentile(0.99))}";

    public static async Task<Sample> TakeAsync(int runs, Func<Task<TimeSpan>> measure)
    {
        var taken = new List<TimeSpan>();
        for (var run = 0; run < runs; run++)
        {
            taken.Add(await measure());
        }

        return new Sample(taken);
    }

    public override string ToString() =>
        Count == 1 ? Show(Median) : $"{Show(Median)} ({Show(ordered[0])} to {Show(ordered[^1])})";

    private static string Show(TimeSpan span) => span.TotalMilliseconds switch
    {
        >= 1000 => $"{span.TotalSeconds:0.00} s",
        >= 20 => $"{span.TotalMilliseconds:0} ms",
        var milliseconds => $"{milliseconds:0.0} ms",
    };
}
