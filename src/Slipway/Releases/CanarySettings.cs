using Slipway.Routing;

namespace Slipway.Releases;

/// <summary>How a canary release proceeds.</summary>
public sealed record CanarySettings
{
    /// <summary>Percent of the traffic at each step: strictly increasing, 1 to 100, the last one 100. Default 10, 25, 50, 100.</summary>
    public IReadOnlyList<int> Steps { get; init; } = [10, 25, 50, 100];

    /// <summary>How long each share below 100 % is kept and looked at, more than 0 and at most 24 h. Default 10 s.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// True: a person decides. The deploy ends at the first share, and so does each <c>PromoteCanary</c> at the next one; nothing is analysed.
    /// Default false.
    /// </summary>
    public bool Manual { get; init; }

    /// <summary>Requests that bear it always go to the canary; null (the default): chance alone decides.</summary>
    public CanaryMark? Mark { get; init; }

    /// <summary>What the new version is judged by at each step; null: time has to pass, nothing else. Default: the analysis with its own defaults.</summary>
    public AnalysisSettings? Analysis { get; init; } = new();
}
