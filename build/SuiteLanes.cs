using System.Collections.Concurrent;
using System.Globalization;
using Serilog;

/// <summary>Runs suites beside each other, the longest first, and tells what runs, what waits and how long about.</summary>
/// <param name="suites">All of them, in any order.</param>
/// <param name="lanes">How many at a time, 1 or more.</param>
/// <param name="time">The clock.</param>
/// <param name="takesTurns">
/// Which of them run one after another, in one lane of their own; null (the default) for none.
/// </param>
internal sealed class SuiteLanes(IReadOnlyList<Suite> suites, int lanes, TimeProvider time, Predicate<Suite>? takesTurns = null)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private readonly long began = time.GetTimestamp();

    /// <summary>Where the last run tells nothing, the suite with the most sources begins first.</summary>
    private IEnumerable<Suite> Ordered => suites
        .OrderByDescending(suite => suite.Last?.Seconds ?? double.MaxValue)
        .ThenByDescending(suite => suite.Project.Parent.GlobFiles("**/*.cs").Count);

    /// <summary>Returns when every suite is over.</summary>
    /// <param name="test">Runs one to its end.</param>
    public async Task RunAsync(Action<Suite> test)
    {
        var turns = new ConcurrentQueue<Suite>(Ordered.Where(TakesTurns));
        var others = new ConcurrentQueue<Suite>(Ordered.Where(suite => !TakesTurns(suite)));
        var forOthers = turns.IsEmpty ? lanes : Math.Max(1, lanes - 1);
        var all = Task.WhenAll(Enumerable.Repeat(others, forOthers).Prepend(turns).Select(queue => Task.Run(() => RunLane(queue, test))));
        Tell();
        while (await Task.WhenAny(all, Task.Delay(Interval, time, CancellationToken.None)) != all)
        {
            Tell();
        }

        await all;
    }

    private bool TakesTurns(Suite suite) => takesTurns?.Invoke(suite) == true;

    private void RunLane(ConcurrentQueue<Suite> queue, Action<Suite> test)
    {
        while (queue.TryDequeue(out var suite))
        {
            suite.Begin();
            test(suite);
            suite.End();
            Log.Information("{Suite} is over after {Time}", suite.Name, Minutes(suite.Elapsed));
            Tell();
        }
    }

    private void Tell()
    {
        var over = suites.Count(suite => suite.Took is not null);
        var running = suites.Where(suite => suite is { Began: true, Took: null }).ToList();
        var waiting = suites.Where(suite => !suite.Began).Select(suite => suite.Name).ToList();
        Log.Information(
            "{Over} of {All} suites are over after {Time}. Running: {Running}. Waiting: {Waiting}. {Left}",
            over, suites.Count, Minutes(time.GetElapsedTime(began)), Join(running), Join(waiting),
            Left() is { } left ? $"About {Minutes(left)} left, by the last run"
                : "How long it takes is not known: some suite has not come to its end here yet");
    }

    /// <summary>As long as the longest that is left, or as all shared among the lanes; null when one of them is new.</summary>
    private TimeSpan? Left() => suites.Any(suite => suite.Left is null) ? null
        : TimeSpan.FromTicks(Math.Max(
            suites.Max(suite => suite.Left!.Value.Ticks), suites.Sum(suite => suite.Left!.Value.Ticks) / lanes));

    private static string Join<T>(IReadOnlyCollection<T> list) => list.Count == 0 ? "none" : string.Join(", ", list);

    private static string Minutes(TimeSpan duration) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalMinutes} min {duration.Seconds:00} s");
}
