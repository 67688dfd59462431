using Slipway.Verification;

namespace Slipway.Steps;

/// <summary>What was seen of the new version between two looks.</summary>
internal sealed record SoakSample
{
    /// <summary>What clients were answered in between. Default nothing.</summary>
    public TrafficSample Traffic { get; init; } = TrafficSample.None;

    /// <summary>Requests of the release's own watch that ended in between.</summary>
    public int Watched { get; init; }

    /// <summary>Of these, answered with 5xx or not at all.</summary>
    public int Lost { get; init; }

    /// <summary>How often containers of the slot were started again since the soak began.</summary>
    public int Restarts { get; init; }

    /// <summary>What is wrong with containers of the slot now, each as a clause. Default nothing.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}
