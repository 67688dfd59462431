/// <summary>A test project in one run of Check: how far it is, and how long it took the last time.</summary>
/// <param name="project">The project's file.</param>
/// <param name="last">What is known of its last run; null for nothing.</param>
/// <param name="time">The clock.</param>
internal sealed class Suite(AbsolutePath project, SuiteTime? last, TimeProvider time)
{
    private static readonly string[] Outcomes = ["  Passed ", "  Failed ", "  Skipped "];
    private long began;
    private int tests;

    public AbsolutePath Project { get; } = project;

    public string Name => Project.NameWithoutExtension;

    public SuiteTime? Last { get; } = last;

    /// <summary>How long it has run so far, or ran when it is over.</summary>
    public TimeSpan Elapsed => Took ?? (Began ? time.GetElapsedTime(began) : TimeSpan.Zero);

    /// <summary>Null until it is over.</summary>
    public TimeSpan? Took { get; private set; }

    public bool Began { get; private set; }

    /// <summary>Tests that have ended.</summary>
    public int Tests => tests;

    /// <summary>Null when nothing is known of an earlier run.</summary>
    public TimeSpan? Left => Took is not null ? TimeSpan.Zero
        : Last is null ? null
        : TimeSpan.FromSeconds(Math.Max(0, Last.Seconds - Elapsed.TotalSeconds));

    public void Begin() => (began, Began) = (time.GetTimestamp(), true);

    public void End() => Took = time.GetElapsedTime(began);

    /// <summary>Takes a line that `dotnet test` prints: one that tells of a test's end counts.</summary>
    public void Hear(string line)
    {
        if (Array.Exists(Outcomes, outcome => line.StartsWith(outcome, StringComparison.Ordinal)))
        {
            Interlocked.Increment(ref tests);
        }
    }

    /// <summary><c>Slipway.Docker.Tests (12 of 60 tests)</c>.</summary>
    public override string ToString() => $"{Name} ({Tests}{(Last is { } known ? $" of {known.Tests}" : "")} tests)";
}
