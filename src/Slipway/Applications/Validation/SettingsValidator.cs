using static Slipway.Errors.SpecificationFault;

namespace Slipway.Applications.Validation;

/// <summary>Faults of how an application is released: timeouts and verification.</summary>
internal static class SettingsValidator
{
    private const string Bounds = "verification.soakBounds";

    private const int MostLost = 1_000_000;

    /// <summary>The longest that anything is waited for or watched.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public static IEnumerable<SpecificationFault> Find(Application application) =>
    [
        .. Find(application.Timeouts),
        .. Find(application.Verification),
    ];

    private static IEnumerable<SpecificationFault> Find(Timeouts timeouts) =>
    [
        .. Timeout("health", timeouts.Health), .. Timeout("healthInterval", timeouts.HealthInterval), .. Timeout("drain", timeouts.Drain),
        .. Timeout("migration", timeouts.Migration), .. Timeout("sharedService", timeouts.SharedService), .. Timeout("stop", timeouts.Stop),
        .. Timeout("compensation", timeouts.Compensation),
        .. UnlessWithin("timeouts.healthAnswer", timeouts.HealthAnswer, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10)),
    ];

    private static IEnumerable<SpecificationFault> Timeout(string name, TimeSpan value) =>
        Unless(value > TimeSpan.Zero && value <= Longest, $"timeouts.{name}", $"more than 0 and at most 24 h is expected, not {value}");

    private static IEnumerable<SpecificationFault> Find(VerificationSettings verification) =>
    [
        .. UnlessWithin("verification.probeRate", verification.ProbeRate, 0, 1000),
        .. UnlessWithin("verification.maxLost", verification.MaxLost, 0, MostLost),
        .. UnlessWithin("verification.maxLostReal", verification.MaxLostReal ?? 0, 0, MostLost),
        .. Rules.UrlPath("verification.probePath", verification.ProbePath),
        .. Unless(Enum.IsDefined(verification.FromOutside), "verification.fromOutside",
            $"{string.Join(", ", Enum.GetNames<OutsideLook>())} is expected, not {verification.FromOutside}"),
        .. Unless(verification.Patience >= TimeSpan.FromSeconds(1) && verification.Patience <= TimeSpan.FromHours(1),
            "verification.patience", $"1 s to 1 h is expected, not {verification.Patience}"),
        .. verification.WarmUp is { } warmUp ? Find(warmUp) : [],
        .. Unless(verification.Soak >= TimeSpan.Zero && verification.Soak <= Longest, "verification.soak",
            $"0 to 24 h is expected, not {verification.Soak}"),
        .. Find(verification.SoakBounds),
        .. UnlessWithin("verification.workersSteadyFor", verification.WorkersSteadyFor, TimeSpan.Zero, TimeSpan.FromHours(1)),
        .. verification.Paths.SelectMany((path, index) => Rules.UrlPath($"verification.paths[{index}]", path)),
        .. verification.VersionPath is { } version ? Rules.UrlPath("verification.versionPath", version) : [],
    ];

    private static IEnumerable<SpecificationFault> Find(WarmUpSettings warmUp) =>
    [
        .. warmUp.Paths.SelectMany((path, index) => Rules.UrlPath($"verification.warmUp.paths[{index}]", path)),
        .. UnlessWithin("verification.warmUp.requests", warmUp.Requests, 0, 10_000),
        .. UnlessWithin("verification.warmUp.limit", warmUp.Limit, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10)),
    ];

    private static IEnumerable<SpecificationFault> Find(SoakBounds bounds)
    {
        (string Name, double Value, double Least, double Most)[] numbers =
        [
            ("sustained", bounds.Sustained, 1, 100), ("minimumRequests", bounds.MinimumRequests, 1, 1_000_000),
            ("maxErrorRate", bounds.MaxErrorRate, 0, 1), ("maxLatencyRatio", bounds.MaxLatencyRatio, 1, 1000),
            ("maxRestarts", bounds.MaxRestarts, 0, 1000),
        ];
        (string Name, TimeSpan Value, TimeSpan Least, TimeSpan Most)[] times =
        [
            ("interval", bounds.Interval, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1)),
            ("latencyTolerance", bounds.LatencyTolerance, TimeSpan.Zero, TimeSpan.FromMinutes(1)),
        ];
        return
        [
            .. numbers.SelectMany(number => UnlessWithin($"{Bounds}.{number.Name}", number.Value, number.Least, number.Most)),
            .. times.SelectMany(time => UnlessWithin($"{Bounds}.{time.Name}", time.Value, time.Least, time.Most)),
        ];
    }
}
