using System.Text.RegularExpressions;
using Slipway.Applications;
using Slipway.Routing;
using static Slipway.Errors.SpecificationFault;

namespace Slipway.Strategies.Canary;

/// <summary>A small share of the traffic first, more as it proves itself.</summary>
public sealed partial record CanarySettings : StrategySettings, IMarksRequests
{
    /// <summary>The name of this way to release.</summary>
    public const string StrategyName = "canary";

    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <inheritdoc/>
    public override string Name => StrategyName;

    /// <summary>Percent of the traffic at each step: strictly increasing, 1 to 100, the last one 100. Default 10, 25, 50, 100.</summary>
    public IReadOnlyList<int> Steps { get; init; } = [10, 25, 50, 100];

    /// <summary>How long each share below 100 % is kept and looked at, more than 0 and at most 24 h. Default 10 s.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// True: a person decides. The deploy ends at the first share, and so does each <c>PromoteCanary</c> at the next one; nothing is
    /// analysed. Default false.
    /// </summary>
    public bool Manual { get; init; }

    /// <summary>Requests that bear it always go to the canary; null (the default): chance alone decides.</summary>
    public CanaryMark? Mark { get; init; }

    /// <summary>
    /// What the new version is judged by at each step; null: time has to pass, nothing else. Default: the analysis with its own defaults.
    /// </summary>
    public AnalysisSettings? Analysis { get; init; } = new();

    /// <inheritdoc/>
    public override IEnumerable<SpecificationFault> Check() =>
    [
        .. Unless(Steps.Count > 0 && Steps.All(step => step is >= 1 and <= 100), "canary.steps",
            $"percentages from 1 to 100 are expected, not {Text}"),
        .. Unless(Steps.Zip(Steps.Skip(1)).All(pair => pair.First < pair.Second), "canary.steps",
            $"each step is expected to be more than the one before, not {Text}"),
        .. Unless(Steps.Count == 0 || Steps[^1] == 100, "canary.steps", $"100 is expected as the last one, not {Text}"),
        .. Unless(Pause > TimeSpan.Zero && Pause <= Longest, "canary.pause", $"more than 0 and at most 24 h is expected, not {Pause}"),
        .. Mark is { } mark ? Check(mark) : [],
        .. Analysis is { } analysis ? analysis.Check() : [],
    ];

    private string Text => Steps.Count == 0 ? "none" : string.Join(", ", Steps);

    private static IEnumerable<SpecificationFault> Check(CanaryMark mark) =>
    [
        .. Unless((mark.Source == CanaryMarkSource.Header ? HeaderName() : CookieName()).IsMatch(mark.Name), "canary.mark.name",
            $"letters, digits and dashes{(mark.Source == CanaryMarkSource.Header ? "" : " (or underscores)")}, at most 64, are expected, "
                + $"not \"{mark.Name}\""),
        .. new[] { Preview.Header, Preview.TokenHeader, OwnRequest.Header }.SelectMany(own => Unless(
            !mark.Name.Equals(own, StringComparison.OrdinalIgnoreCase), "canary.mark.name", $"{own} is Slipway's own")),
        .. Unless(MarkValue().IsMatch(mark.Value), "canary.mark.value",
            $"letters, digits and ._-, 1 to 128, are expected, not \"{mark.Value}\""),
    ];

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,64}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HeaderName();

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CookieName();

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,128}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MarkValue();
}
