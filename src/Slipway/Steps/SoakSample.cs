namespace Slipway.Steps;

/// <summary>What was seen of the new version between two looks.</summary>
internal sealed record SoakSample
{
    /// <summary>Requests of clients that the new slot has answered in between.</summary>
    public long Requests { get; init; }

    /// <summary>Of these, answered with 5xx or not at all.</summary>
    public long Errors { get; init; }

    /// <summary>Mean time to answer of the recent requests; null when the router can't tell.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>Requests of the release's own watch that ended in between.</summary>
    public int Watched { get; init; }

    /// <summary>Of these, answered with 5xx or not at all.</summary>
    public int Lost { get; init; }

    /// <summary>How often containers of the slot were started again since the soak began.</summary>
    public int Restarts { get; init; }

    /// <summary>What is wrong with containers of the slot now, each as a clause. Default nothing.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}
