namespace Slipway.Tests.Recording;

/// <summary>How an image behaves, by a word in its reference.</summary>
internal static class Behaviour
{
    public const string Good = "good";
    public const string Unhealthy = "unhealthy";
    public const string WrongVersion = "wrongversion";
    /// <summary>Good in every check before the switch, broken on the live route.</summary>
    public const string BreaksLive = "breakslive";
    /// <summary>Good in every check; every fifth request fails.</summary>
    public const string Failing = "failsoften";
    /// <summary>Good in every check; every second request of clients fails, from eight seconds after its start.</summary>
    public const string FailingLater = "failslater";
    /// <summary>Good in every check; ten times as slow.</summary>
    public const string Slow = "tenfold";
    public const string Missing = "missing";
    public const string FailingMigration = "failingmigration";

    public static bool Healthy(string image) => !image.Contains(Unhealthy, StringComparison.Ordinal);

    public static bool Migrates(string image) => !image.Contains(FailingMigration, StringComparison.Ordinal);

    public static bool ServesLive(string image) => !image.Contains(BreaksLive, StringComparison.Ordinal);

    /// <summary>The share of clients' requests that it fails at.</summary>
    public static double ErrorRate(RecordedContainer container, DateTimeOffset now) =>
        container.Spec.Image.Contains(Failing, StringComparison.Ordinal) ? 0.2
        : container.Spec.Image.Contains(FailingLater, StringComparison.Ordinal)
            && container.StartedAt is { } started && now - started >= TimeSpan.FromSeconds(8) ? 0.5
        : 0;

    public static bool IsSlow(string image) => image.Contains(Slow, StringComparison.Ordinal);

    public static string? Version(RecordedContainer container) =>
        container.Spec.Image.Contains(WrongVersion, StringComparison.Ordinal) ? "0.0.0" : container.Version;
}
