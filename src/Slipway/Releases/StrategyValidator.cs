using System.Text.RegularExpressions;
using Slipway.Routing;

namespace Slipway.Releases;

/// <summary>Finds every fault of what a description says about strategies, replicas and the router's ports.</summary>
internal static partial class StrategyValidator
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public static IEnumerable<SpecificationFault> Find(Application application) =>
    [
        .. application.Services.SelectMany(service => Range($"services.{service.Name}.replicas", service.Replicas, 1, 50)),
        .. Require(Enum.IsDefined(application.Strategy), "strategy", $"one of {string.Join(", ", Enum.GetValues<StrategyKind>())} is expected, not {application.Strategy}"),
        .. Range("rolling.maxSurge", application.Rolling.MaxSurge, 1, 50),
        .. Find(application.Canary),
        .. application.Router.Tls is { Port: var port }
            ? [.. Range("router.tls.port", port, 1, 65_535), .. Require(port != application.Router.Port, "router.tls.port", $"another port than the one without TLS is expected, not {port} for both")]
            : Array.Empty<SpecificationFault>(),
    ];

    private static IEnumerable<SpecificationFault> Find(CanarySettings canary) =>
    [
        .. Require(canary.Steps.Count > 0 && canary.Steps.All(step => step is >= 1 and <= 100), "canary.steps", $"percentages from 1 to 100 are expected, not {Text(canary.Steps)}"),
        .. Require(canary.Steps.Zip(canary.Steps.Skip(1)).All(pair => pair.First < pair.Second), "canary.steps", $"each step is expected to be more than the one before, not {Text(canary.Steps)}"),
        .. Require(canary.Steps.Count == 0 || canary.Steps[^1] == 100, "canary.steps", $"100 is expected as the last one, not {Text(canary.Steps)}"),
        .. Require(canary.Pause > TimeSpan.Zero && canary.Pause <= Longest, "canary.pause", $"more than 0 and at most 24 h is expected, not {canary.Pause}"),
        .. canary.Mark is { } mark ? Find(mark) : [],
        .. canary.Analysis is { } analysis ? Find(analysis) : [],
    ];

    private static IEnumerable<SpecificationFault> Find(CanaryMark mark) =>
    [
        .. Require((mark.Source == CanaryMarkSource.Header ? HeaderName() : CookieName()).IsMatch(mark.Name), "canary.mark.name",
            $"letters, digits and dashes{(mark.Source == CanaryMarkSource.Header ? "" : " (or underscores)")}, at most 64, are expected, not \"{mark.Name}\""),
        .. Require(!mark.Name.Equals(Preview.Header, StringComparison.OrdinalIgnoreCase), "canary.mark.name", $"{Preview.Header} is the preview route's own"),
        .. Require(MarkValue().IsMatch(mark.Value), "canary.mark.value", $"letters, digits and ._-, 1 to 128, are expected, not \"{mark.Value}\""),
    ];

    private static IEnumerable<SpecificationFault> Find(AnalysisSettings analysis)
    {
        (string Name, double Value, double Least, double Most)[] numbers =
        [
            ("minimumRequests", analysis.MinimumRequests, 1, 1_000_000), ("maxErrorRateDifference", analysis.MaxErrorRateDifference, 0, 1),
            ("maxLatencyRatio", analysis.MaxLatencyRatio, 1, 100), ("minimumSamples", analysis.MinimumSamples, 8, 10_000),
            ("significance", analysis.Significance, 0.0001, 0.2),
        ];
        (string Name, TimeSpan Value, TimeSpan Least, TimeSpan Most)[] times =
        [
            ("interval", analysis.Interval, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10)),
            ("latencyTolerance", analysis.LatencyTolerance, TimeSpan.Zero, TimeSpan.FromMinutes(1)),
            ("patience", analysis.Patience, TimeSpan.Zero, Longest),
        ];
        return
        [
            .. numbers.SelectMany(number => Range($"canary.analysis.{number.Name}", number.Value, number.Least, number.Most)),
            .. times.SelectMany(time => Range($"canary.analysis.{time.Name}", time.Value, time.Least, time.Most)),
        ];
    }

    private static SpecificationFault[] Range<T>(string path, T value, T least, T most)
        where T : IComparable<T>, IFormattable =>
        Require(value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0, path, FormattableString.Invariant($"{least} to {most} is expected, not {value}"));

    private static SpecificationFault[] Require(bool holds, string path, string message) => holds ? [] : [new SpecificationFault(path, message)];

    private static string Text(IReadOnlyList<int> steps) => steps.Count == 0 ? "none" : string.Join(", ", steps);

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,64}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HeaderName();

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CookieName();

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,128}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MarkValue();
}
